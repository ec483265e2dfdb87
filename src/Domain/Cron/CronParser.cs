using System.Globalization;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Cron;

/// <summary>Reads cron schedules: five fields, or a name such as <c>@daily</c>. Messages are those of the parser that Kubernetes uses.</summary>
public static class CronParser
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly Field[] Fields =
        [new(0, 59, []), new(0, 23, []), new(1, 31, []), new(1, 12, Months), new(0, 6, Days)];

    /// <summary>Reads a schedule.</summary>
    /// <param name="text">Its text, perhaps with a zone in front (<c>TZ=Europe/Berlin 0 3 * * *</c>).</param>
    /// <param name="zone">The zone it is meant in when it names none; null for UTC.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <returns>The schedule, or null.</returns>
    public static ICronSchedule? Parse(string text, TimeZoneInfo? zone, out string? problem)
    {
        zone ??= TimeZoneInfo.Utc;
        if (text.StartsWith("TZ=", StringComparison.Ordinal) || text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            var name = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..(space < 0 ? text.Length : space)];
            if (FindZone(name) is not { } named)
            {
                problem = $"provided bad location {name}: unknown time zone {name}";
                return null;
            }

            (zone, text) = (named, space < 0 ? "" : text[space..].Trim());
        }

        const string every = "@every ";
        if (text.StartsWith(every, StringComparison.Ordinal))
        {
            problem = GoDuration.Check(text[every.Length..]) is { } mistake ? $"failed to parse duration {text}: {mistake}" : null;
            return problem is null ? new FixedDelay(GoDuration.Parse(text[every.Length..])) : null;
        }

        var fields = text.StartsWith('@') ? Named(text) : text;
        if (fields is null)
        {
            problem = $"unrecognized descriptor: {text}";
            return null;
        }

        return FiveFields(fields, zone, out problem);
    }

    /// <summary>The zone of that name; null when there is none.</summary>
    public static TimeZoneInfo? FindZone(string name) =>
        name is "" or "UTC" or "Local" ? TimeZoneInfo.Utc
        : name.Equals("UTC", StringComparison.OrdinalIgnoreCase) ? null // .NET would take it, Go does not.
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static string? Named(string text) => text switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => null,
    };

    private static CalendarSchedule? FiveFields(string text, TimeZoneInfo zone, out string? problem)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            problem = $"expected exactly {Fields.Length} fields, found {parts.Length}: [{string.Join(' ', parts)}]";
            return null;
        }

        var read = new CronField[Fields.Length];
        for (var i = 0; i < Fields.Length; i++)
        {
            foreach (var part in parts[i].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                problem = Range(part, Fields[i], out var range);
                if (problem is not null)
                {
                    return null;
                }

                read[i] = new CronField(read[i].Values | range.Values, read[i].IsOpen || range.IsOpen);
            }
        }

        problem = null;
        return new CalendarSchedule(read[0], read[1], read[2], read[3], read[4], zone);
    }

    private static string? Range(string text, Field field, out CronField range)
    {
        range = default;
        var rangeAndStep = text.Split('/');
        var bounds = rangeAndStep[0].Split('-');
        var (first, last, step) = (field.Least, field.Most, 1);
        var open = bounds[0] is "*" or "?";
        if (!open)
        {
            if (Number(bounds[0], field.Names, field.Least, out first) is { } problem)
            {
                return problem;
            }

            last = first;
            if (bounds.Length > 2)
            {
                return $"too many hyphens: {text}";
            }

            if (bounds.Length == 2 && Number(bounds[1], field.Names, field.Least, out last) is { } problemOfEnd)
            {
                return problemOfEnd;
            }
        }

        if (rangeAndStep.Length > 2)
        {
            return $"too many slashes: {text}";
        }

        if (rangeAndStep.Length == 2)
        {
            if (Number(rangeAndStep[1], [], 0, out step) is { } problem)
            {
                return problem;
            }

            last = bounds.Length == 1 ? field.Most : last;
        }

        var mistake = first < field.Least ? $"beginning of range ({first}) below minimum ({field.Least}): {text}"
            : last > field.Most ? $"end of range ({last}) above maximum ({field.Most}): {text}"
            : first > last ? $"beginning of range ({first}) beyond end of range ({last}): {text}"
            : step == 0 ? $"step of range should be a positive number: {text}"
            : null;
        if (mistake is null)
        {
            // A wildcard with a step of 2 or more leaves values out, and counts as a list of the others.
            range = new CronField(Bits(first, last, step), open && step == 1);
        }

        return mistake;
    }

    private static ulong Bits(int first, int last, int step)
    {
        var bits = 0ul;
        for (var value = (long)first; value <= last; value += step)
        {
            bits |= 1ul << (int)value;
        }

        return bits;
    }

    private static string? Number(string text, string[] names, int leastNamed, out int number)
    {
        number = Array.IndexOf(names, text.ToLowerInvariant()) + leastNamed;
        if (number >= leastNamed)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return $"failed to parse int from {text}: strconv.Atoi: parsing {GoValue.Quote(text)}: invalid syntax";
        }

        return number < 0 ? $"negative number ({number}) not allowed: {text}" : null;
    }

    private sealed record Field(int Least, int Most, string[] Names);
}

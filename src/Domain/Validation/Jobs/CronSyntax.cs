using System.Globalization;

namespace JobFlows.Domain.Validation.Jobs;

/// <summary>The syntax of cron schedules: five fields, or a name such as <c>@daily</c>. Messages are those of the parser that Kubernetes uses.</summary>
internal static class CronSyntax
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly Field[] Fields =
        [new(0, 59, []), new(0, 23, []), new(1, 31, []), new(1, 12, Months), new(0, 6, Days)];

    /// <summary>Returns what is wrong, or null.</summary>
    internal static string? Check(string schedule)
    {
        if (schedule.StartsWith("TZ=", StringComparison.Ordinal) || schedule.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var space = schedule.IndexOf(' ', StringComparison.Ordinal);
            var zone = schedule[(schedule.IndexOf('=', StringComparison.Ordinal) + 1)..(space < 0 ? schedule.Length : space)];
            if (!IsKnownTimeZone(zone))
            {
                return $"provided bad location {zone}: unknown time zone {zone}";
            }

            schedule = space < 0 ? "" : schedule[space..].Trim();
        }

        return schedule.StartsWith('@') ? Descriptor(schedule) : FiveFields(schedule);
    }

    internal static bool IsKnownTimeZone(string name) => name is "" or "UTC" or "Local" || TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    private static string? Descriptor(string schedule)
    {
        const string Every = "@every ";
        if (schedule.StartsWith(Every, StringComparison.Ordinal))
        {
            return GoDuration.Check(schedule[Every.Length..]) is { } problem ? $"failed to parse duration {schedule}: {problem}" : null;
        }

        return schedule is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly"
            ? null
            : $"unrecognized descriptor: {schedule}";
    }

    private static string? FiveFields(string schedule)
    {
        var parts = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == Fields.Length
            ? parts.Select((part, i) => List(part, Fields[i])).FirstOrDefault(problem => problem is not null)
            : $"expected exactly {Fields.Length} fields, found {parts.Length}: [{string.Join(' ', parts)}]";
    }

    private static string? List(string text, Field field) => text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => Range(part, field))
        .FirstOrDefault(problem => problem is not null);

    private static string? Range(string text, Field field)
    {
        var rangeAndStep = text.Split('/');
        var bounds = rangeAndStep[0].Split('-');
        var (first, last, step) = (field.Least, field.Most, 1);
        if (bounds[0] is not ("*" or "?"))
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

        return first < field.Least ? $"beginning of range ({first}) below minimum ({field.Least}): {text}"
            : last > field.Most ? $"end of range ({last}) above maximum ({field.Most}): {text}"
            : first > last ? $"beginning of range ({first}) beyond end of range ({last}): {text}"
            : step == 0 ? $"step of range should be a positive number: {text}"
            : null;
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

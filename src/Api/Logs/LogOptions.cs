using System.Globalization;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Logs;

/// <summary>The query parameters of <c>pods/log</c> (upstream <c>ValidatePodLogOptions</c>).</summary>
internal static class LogOptions
{
    private const string AllStreams = "All";

    // As LogStream counts them.
    private static readonly string[] Streams = [AllStreams, "Stdout", "Stderr"];

    /// <summary>Reads them; the container is as given, perhaps empty.</summary>
    public static Result<LogQuery> Read(IQueryCollection query, DateTimeOffset now)
    {
        if (!Number(query, "tailLines").Try(out var tail, out var error)
            || !Number(query, "limitBytes").Try(out var limit, out error)
            || !Number(query, "sinceSeconds").Try(out var seconds, out error)
            || !Time(query, "sinceTime").Try(out var since, out error))
        {
            return error;
        }

        var causes = new List<StatusCause>();
        if (tail < 0)
        {
            causes.Add(Wrong("tailLines", tail, "must be greater than or equal to 0"));
        }

        if (limit < 1)
        {
            causes.Add(Wrong("limitBytes", limit, "must be greater than 0"));
        }

        if (seconds is not null && since is not null)
        {
            causes.Add(FieldCauses.Forbidden("", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
        }
        else if (seconds < 1)
        {
            causes.Add(Wrong("sinceSeconds", seconds, "must be greater than 0"));
        }

        var stream = query.TryGetValue("stream", out var named) ? named.ToString() : AllStreams;
        if (Array.IndexOf(Streams, stream) < 0)
        {
            causes.Add(new StatusCause
            {
                Reason = "FieldValueNotSupported",
                Message = $"Unsupported value: {GoText.Quote(stream)}: supported values: {string.Join(", ", Streams.Order(StringComparer.Ordinal).Select(GoText.Quote))}",
                Field = "stream",
            });
        }

        if (stream != AllStreams && tail is not null)
        {
            causes.Add(FieldCauses.Forbidden("", "`tailLines` and specific `stream` are mutually exclusive for now"));
        }

        if (causes.Count > 0)
        {
            return ApiErrors.Invalid("", "PodLogOptions", "", causes);
        }

        return new LogQuery
        {
            Container = query.Text("container"),
            Follow = Flag(query, "follow"),
            Previous = Flag(query, "previous"),
            Timestamps = Flag(query, "timestamps"),
            Stream = (LogStream)Array.IndexOf(Streams, stream),
            TailLines = tail,
            LimitBytes = limit,
            Since = since ?? (seconds is { } ago ? now - TimeSpan.FromSeconds(Math.Min(ago, 1_000_000_000)) : null),
        };
    }

    private static bool Flag(IQueryCollection query, string name) => query.ContainsKey(name) && query[name].ToString() is not ("false" or "0");

    private static StatusCause Wrong(string field, long? value, string why) =>
        new() { Reason = "FieldValueInvalid", Message = $"Invalid value: {value}: {why}", Field = field };

    private static Result<long?> Number(IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        return text.Length == 0 ? (long?)null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    private static Result<DateTimeOffset?> Time(IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        return text.Length == 0 ? (DateTimeOffset?)null
            : Rfc3339.TryParse(text, out var time) ? time
            : ApiErrors.BadRequest($"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"{text}\" as \"2006\"");
    }
}

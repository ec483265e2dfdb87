using System.Globalization;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Api.Selectors;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Listing;

/// <summary>The query parameters of lists and watches.</summary>
internal sealed record ListOptions
{
    public required ObjectFilter Filter { get; init; }

    public bool Watch { get; init; }

    public bool AllowBookmarks { get; init; }

    public bool? SendInitialEvents { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int Limit { get; init; }

    public string Continue { get; init; } = "";

    /// <summary>Null when unset.</summary>
    public long? Revision { get; init; }

    /// <summary><c>Exact</c>, <c>NotOlderThan</c> or empty.</summary>
    public string Match { get; init; } = "";

    /// <summary>Reads and checks them.</summary>
    public static Result<ListOptions> Read(ApiRequest request)
    {
        var query = request.Query;
        if (!LabelQueryParser.Parse(query.Text("labelSelector")).Try(out var labels, out var error)
            || !FieldQueryParser.Parse(query.Text("fieldSelector"), request.Kind).Try(out var fields, out error)
            || !query.Number("limit").Try(out var limit, out error)
            || !query.Number("timeoutSeconds").Try(out var timeout, out error)
            || !ReadRevision(query).Try(out var revision, out error))
        {
            return error;
        }

        // A name in the path of a watch is a selector in disguise.
        if (request.Path.Name is { } name)
        {
            fields = [.. fields, new FieldTerm(request.Kind.FindField("metadata.name")!, name, Equal: true)];
        }

        var options = new ListOptions
        {
            Filter = labels.Requirements.Count == 0 && fields.Count == 0 ? ObjectFilter.None : new ObjectFilter(labels, fields),
            Watch = request.Path.Watch || query.Flag("watch") == true,
            AllowBookmarks = query.Flag("allowWatchBookmarks") == true,
            SendInitialEvents = query.Flag("sendInitialEvents"),
            Timeout = timeout > 0 ? TimeSpan.FromSeconds(Math.Min(timeout.Value, int.MaxValue)) : null,
            Limit = (int)Math.Clamp(limit ?? 0, 0, int.MaxValue),
            Continue = query.Text("continue"),
            Revision = revision < 0 ? null : revision,
            Match = query.Text("resourceVersionMatch"),
        };
        var causes = ListOptionsRules.Check(options);
        return causes.Count == 0 ? options : ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", causes);
    }

    /// <summary>The revision asked for, −1 for none; or 400.</summary>
    public static Result<long> ReadRevision(IQueryCollection query)
    {
        var text = query.Text("resourceVersion");
        return text.Length == 0 ? -1L
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision
            : ApiErrors.BadRequest($"invalid resource version: resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");
    }
}

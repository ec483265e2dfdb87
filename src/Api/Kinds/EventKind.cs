using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Event.</summary>
internal static class EventKind
{
    /// <summary>The columns of both views of events.</summary>
    public static readonly IReadOnlyList<Column<Event>> Table =
    [
        Columns.Text<Event>("Last Seen", "How long ago it last happened.", LastSeen),
        Columns.Text<Event>("Type", "Normal or Warning.", e => e.Type),
        Columns.Text<Event>("Reason", "Why, in a word.", e => e.Reason),
        Columns.Text<Event>("Object", "What it is about.", Target),
        Columns.Wide<Event>("Subobject", "The part of the object.", e => e.InvolvedObject?.FieldPath),
        Columns.Wide<Event>("Source", "Who reports it.", Source),
        Columns.Text<Event>("Message", "What happened.", e => e.Message?.Trim()),
        Columns.Text<Event>("First Seen", "How long ago it first happened.", FirstSeen) with { Priority = 1 },
        new("Count", "string", "How often it happened.", (e, _) => Count(e)) { Priority = 1 },
        Columns.Wide<Event>("Name", "The event's name.", e => e.Metadata.Name) with { Format = "name" },
    ];

    public static Kind Declare() => new Kind<Event>(new EventStrategy())
    {
        ShortNames = ["ev"],
        Fields =
        [
            new SelectableField("involvedObject.kind"),
            new SelectableField("involvedObject.namespace"),
            new SelectableField("involvedObject.name"),
            new SelectableField("involvedObject.uid"),
            new SelectableField("involvedObject.apiVersion"),
            new SelectableField("involvedObject.resourceVersion"),
            new SelectableField("involvedObject.fieldPath"),
            new SelectableField("reason"),
            new SelectableField("reportingComponent"),
            new SelectableField("source", "source.component"),
            new SelectableField("type"),
        ],
        UnknownField = label => $"field label not supported: {label}",
        Table = Table,
    };

    private static string FirstSeen(Event e, DateTimeOffset now) => HumanTime.Since(e.FirstTimestamp ?? e.EventTime, now);

    private static string LastSeen(Event e, DateTimeOffset now) =>
        e.Series is { } series ? HumanTime.Since(series.LastObservedTime, now)
        : e.LastTimestamp is { } last ? HumanTime.Since(last, now)
        : FirstSeen(e, now);

    private static long Count(Event e) => e.Series?.Count ?? (e.Count is > 0 ? e.Count.Value : 1);

    private static string Target(Event e)
    {
        var kind = e.InvolvedObject?.Kind?.ToLowerInvariant() ?? "";
        return string.IsNullOrEmpty(e.InvolvedObject?.Name) ? kind : $"{kind}/{e.InvolvedObject.Name}";
    }

    private static string Source(Event e)
    {
        var component = First(e.Source?.Component, e.ReportingComponent);
        var instance = First(e.Source?.Host, e.ReportingInstance);
        return instance.Length == 0 ? component : $"{component}, {instance}";
    }

    private static string First(string? one, string? other) => string.IsNullOrEmpty(one) ? other ?? "" : one;
}

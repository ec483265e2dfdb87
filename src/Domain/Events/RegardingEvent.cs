using System.Text.Json.Serialization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Events;

/// <summary>The Event of <c>events.k8s.io/v1</c>: the core Event with some fields under other names.</summary>
public sealed record RegardingEvent : KubeObject
{
    /// <summary>When it was first seen.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>How often it was seen, for one that goes on.</summary>
    public EventSeries? Series { get; init; }

    /// <summary>The controller that reports it, such as <c>kubernetes.io/kubelet</c>.</summary>
    public string? ReportingController { get; init; }

    /// <summary>Which instance of the controller.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>What was done or has failed.</summary>
    public string? Action { get; init; }

    /// <summary>Why, in a word.</summary>
    public string? Reason { get; init; }

    /// <summary>What it is about.</summary>
    public ObjectReference? Regarding { get; init; }

    /// <summary>A second object, for actions on two.</summary>
    public ObjectReference? Related { get; init; }

    /// <summary>For people.</summary>
    public string? Note { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The core Event's <c>source</c>.</summary>
    public EventSource? DeprecatedSource { get; init; }

    /// <summary>The core Event's <c>firstTimestamp</c>.</summary>
    public DateTimeOffset? DeprecatedFirstTimestamp { get; init; }

    /// <summary>The core Event's <c>lastTimestamp</c>.</summary>
    public DateTimeOffset? DeprecatedLastTimestamp { get; init; }

    /// <summary>The core Event's <c>count</c>.</summary>
    public int? DeprecatedCount { get; init; }

    /// <summary>The same event as the core kind.</summary>
    public Event ToCore() => new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = Metadata,
        EventTime = EventTime,
        Series = Series,
        ReportingComponent = ReportingController,
        ReportingInstance = ReportingInstance,
        Action = Action,
        Reason = Reason,
        InvolvedObject = Regarding,
        Related = Related,
        Message = Note,
        Type = Type,
        Source = DeprecatedSource,
        FirstTimestamp = DeprecatedFirstTimestamp,
        LastTimestamp = DeprecatedLastTimestamp,
        Count = DeprecatedCount,
    };

    /// <summary>A core event in this form.</summary>
    public static RegardingEvent FromCore(Event core) => new()
    {
        ApiVersion = "events.k8s.io/v1",
        Kind = "Event",
        Metadata = core.Metadata,
        EventTime = core.EventTime,
        Series = core.Series,
        ReportingController = core.ReportingComponent,
        ReportingInstance = core.ReportingInstance,
        Action = core.Action,
        Reason = core.Reason,
        Regarding = core.InvolvedObject,
        Related = core.Related,
        Note = core.Message,
        Type = core.Type,
        DeprecatedSource = core.Source,
        DeprecatedFirstTimestamp = core.FirstTimestamp,
        DeprecatedLastTimestamp = core.LastTimestamp,
        DeprecatedCount = core.Count,
    };
}

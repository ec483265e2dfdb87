using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Something that happened to an object, told for people. Events are kept for a limited time only.</summary>
public sealed record Event : KubeObject
{
    /// <summary>The object it happened to. Required.</summary>
    [Required]
    public ObjectReference? InvolvedObject { get; init; }

    /// <summary>What happened, as one CamelCase word, such as SuccessfulCreate.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, in a sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>Who tells it.</summary>
    public EventSource? Source { get; init; }

    /// <summary>When it first happened.</summary>
    public DateTimeOffset? FirstTimestamp { get; init; }

    /// <summary>When it last happened.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often it has happened.</summary>
    public int? Count { get; init; }

    /// <summary>Normal or Warning.</summary>
    public string? Type { get; init; }

    /// <summary>When it was first seen, to the microsecond.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>How often it has happened since, if more than once.</summary>
    public EventSeries? Series { get; init; }

    /// <summary>What was being done to the object.</summary>
    public string? Action { get; init; }

    /// <summary>A second object that has to do with it.</summary>
    public ObjectReference? Related { get; init; }

    /// <summary>The controller that tells it, such as job-controller.</summary>
    public string? ReportingComponent { get; init; }

    /// <summary>Which instance of that controller.</summary>
    public string? ReportingInstance { get; init; }
}

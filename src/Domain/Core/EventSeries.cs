using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Repetitions of an event.</summary>
public sealed record EventSeries
{
    /// <summary>How often it has happened so far.</summary>
    public int? Count { get; init; }

    /// <summary>When it last happened, to the microsecond.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; init; }
}

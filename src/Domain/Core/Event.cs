using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Event : KubeObject
{
    [Required]
    public ObjectReference? InvolvedObject { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public EventSource? Source { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    public int? Count { get; init; }

    public string? Type { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    public EventSeries? Series { get; init; }

    public string? Action { get; init; }

    public ObjectReference? Related { get; init; }

    public string? ReportingComponent { get; init; }

    public string? ReportingInstance { get; init; }
}

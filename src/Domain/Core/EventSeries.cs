using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record EventSeries
{
    public int? Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; init; }
}

using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Coordination;

public sealed record LeaseSpec
{
    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    public int? LeaseTransitions { get; init; }

    public string? Strategy { get; init; }

    public string? PreferredHolder { get; init; }
}

using System.Text.Json.Serialization;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Coordination;

/// <summary>Who holds a lease, and until when.</summary>
public sealed record LeaseSpec
{
    /// <summary>Who holds it. Absent or empty if nobody does.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>How many seconds after renewTime others may take it. At least 1.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When the holder got it, to the microsecond.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>When the holder last renewed it, to the microsecond.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often it has changed hands. Not negative.</summary>
    public int? LeaseTransitions { get; init; }

    /// <summary>
    /// How the holder is picked when a coordinator does it, such as OldestEmulationVersion. By default the candidates settle it
    /// themselves.
    /// </summary>
    public string? Strategy { get; init; }

    /// <summary>Who should have it instead; the holder is asked to give it up. Needs strategy.</summary>
    public string? PreferredHolder { get; init; }
}

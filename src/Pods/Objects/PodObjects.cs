using JobFlows.Domain.Core;

namespace JobFlows.Pods.Objects;

/// <summary>What pods take values and files from, as the server sends it along with them. What is needed and not here does not exist.</summary>
internal sealed record PodObjects
{
    /// <summary>The ConfigMaps.</summary>
    public IReadOnlyList<ConfigMap> ConfigMaps { get; init; } = [];

    /// <summary>The Secrets.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>Objects that are gone.</summary>
    public IReadOnlyList<NeededObject> Gone { get; init; } = [];

    /// <summary>The store's revision when they were read: older news never replaces newer.</summary>
    public long Revision { get; init; }

    /// <summary>The folder of the claims: <c>NAMESPACE/NAME</c>.</summary>
    public string? Claims { get; init; }
}

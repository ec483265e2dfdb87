using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Whom pods act as towards the API.</summary>
public sealed record ServiceAccount : KubeObject
{
    /// <summary>Secrets that pods of the account may use. Deprecated as a way to get a token.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<ObjectReference>? Secrets { get; init; }

    /// <summary>Secrets with credentials for fetching images, given to pods that name none themselves.</summary>
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    /// <summary>Whether pods get the account's token mounted, unless they say otherwise. Defaults to true.</summary>
    public bool? AutomountServiceAccountToken { get; init; }
}

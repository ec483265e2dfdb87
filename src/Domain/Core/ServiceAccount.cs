using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record ServiceAccount : KubeObject
{
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<ObjectReference>? Secrets { get; init; }

    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    public bool? AutomountServiceAccountToken { get; init; }
}

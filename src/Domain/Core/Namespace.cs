using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

public sealed record Namespace : KubeObject
{
    public NamespaceSpec? Spec { get; init; }

    public NamespaceStatus? Status { get; init; }
}

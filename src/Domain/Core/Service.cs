using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A name under which something can be reached. Only the API server's own is ever there.</summary>
public sealed record Service : KubeObject
{
    /// <summary>How it is reached.</summary>
    public ServiceSpec? Spec { get; init; }
}

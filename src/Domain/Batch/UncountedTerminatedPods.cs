using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Batch;

public sealed record UncountedTerminatedPods
{
    [ListSet]
    public IReadOnlyList<string>? Succeeded { get; init; }

    [ListSet]
    public IReadOnlyList<string>? Failed { get; init; }
}

using JobFlows.Domain.Batch;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Pods;

/// <summary>A change of a Job that belongs to changes of its pods.</summary>
/// <param name="Job">Where the Job is.</param>
/// <param name="Change">It as wanted; null for no change. May be called several times.</param>
public sealed record JobChange(ObjectKey Job, Func<Job, Job?> Change);

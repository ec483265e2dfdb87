using JobFlows.Domain.Jobs;

namespace JobFlows.Workflows.Jobs;

/// <summary>Work to be carried out for a Job: the input of the one activity that its orchestration calls.</summary>
/// <param name="Namespace">The Job's namespace.</param>
/// <param name="Name">The Job's name.</param>
/// <param name="Uid">The Job's UID: a later Job of the same name is none of its business.</param>
/// <param name="Work">What to do.</param>
/// <param name="Shard">The shard that the pods to start belong to, or null for none.</param>
public sealed record JobOrder(string Namespace, string Name, string Uid, JobWork Work, long? Shard = null);

namespace JobFlows.Domain.Jobs;

/// <summary>A pod that the Job did not make, or had lost, and that is its own from now on.</summary>
/// <param name="Seen">The pod.</param>
/// <param name="Index">The completion index that it says it is for, if any.</param>
public sealed record AdoptedPod(PodObservation Seen, int? Index);

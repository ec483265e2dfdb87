namespace JobFlows.Domain.Jobs;

/// <summary>A pod that the Job did not make, or had lost, and that is its own from now on.</summary>
/// <param name="Seen">The pod.</param>
/// <param name="Index">The completion index that it says it is for, if any.</param>
/// <param name="FailureCount">The counted failures of its index before it, as it says.</param>
/// <param name="IgnoredFailureCount">The ignored ones.</param>
public sealed record AdoptedPod(PodObservation Seen, int? Index, int FailureCount = 0, int IgnoredFailureCount = 0);

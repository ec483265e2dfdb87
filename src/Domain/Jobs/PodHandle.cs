namespace JobFlows.Domain.Jobs;

/// <summary>Names one of a Job's pods.</summary>
/// <param name="Name">Its name, in the Job's namespace.</param>
/// <param name="Uid">Its UID.</param>
public sealed record PodHandle(string Name, string Uid);

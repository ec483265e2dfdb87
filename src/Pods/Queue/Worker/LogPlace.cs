namespace JobFlows.Pods.Queue.Worker;

/// <summary>How far the log of a run is uploaded.</summary>
/// <param name="File">The file that is being uploaded.</param>
/// <param name="InFile">How much of it is.</param>
/// <param name="Total">How much of the whole log is.</param>
internal sealed record LogPlace(string File, long InFile, long Total);

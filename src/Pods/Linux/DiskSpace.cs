namespace JobFlows.Pods.Linux;

/// <summary>The space of a file system.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="FreeBytes">What accounts other than root may still write.</param>
/// <param name="Files">How many files it can have; 0 when nothing limits them.</param>
/// <param name="FreeFiles">How many more there can be.</param>
internal readonly record struct DiskSpace(long Bytes, long FreeBytes, long Files, long FreeFiles);

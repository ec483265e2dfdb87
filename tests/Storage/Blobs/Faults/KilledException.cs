namespace JobFlows.Storage.Tests.Blobs.Faults;

/// <summary>What the code of a process meets that has just been killed.</summary>
public sealed class KilledException() : Exception("killed");

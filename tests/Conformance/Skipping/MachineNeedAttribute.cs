namespace JobFlows.Conformance.Skipping;

/// <summary>What a machine needs for a class of conformance tests. Where it lacks that, all of them are recorded as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class MachineNeedAttribute : Attribute
{
    /// <summary>Why the tests can't run here; null when they can.</summary>
    public abstract string? Lack { get; }
}

namespace JobFlows.Pods.Tests.Processes;

/// <summary>A test table of what only root can do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute() => Skip = Environment.IsPrivilegedProcess ? null : "needs root";
}

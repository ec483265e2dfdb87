namespace JobFlows.EndToEnd.Fixtures;

/// <summary>A theory that is skipped where one of the tools it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(params string[] tools)
    {
        Tools = tools;
        Skip = new NeedsFactAttribute(tools).Skip;
    }

    /// <summary>The tools.</summary>
    public IReadOnlyList<string> Tools { get; }
}

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>A fact that is skipped where one of the tools it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(params string[] tools)
    {
        Tools = tools;
        var missing = tools.Where(tool => !Tool.IsUsable(tool)).ToList();
        if (missing.Count > 0)
        {
            Skip = $"{string.Join(" and ", missing)} is not installed or does not work here";
        }
    }

    /// <summary>The tools.</summary>
    public IReadOnlyList<string> Tools { get; }
}

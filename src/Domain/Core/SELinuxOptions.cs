namespace JobFlows.Domain.Core;

/// <summary>An SELinux label.</summary>
public sealed record SELinuxOptions
{
    /// <summary>The label's user.</summary>
    public string? User { get; init; }

    /// <summary>The label's role.</summary>
    public string? Role { get; init; }

    /// <summary>The label's type.</summary>
    public string? Type { get; init; }

    /// <summary>The label's level.</summary>
    public string? Level { get; init; }
}

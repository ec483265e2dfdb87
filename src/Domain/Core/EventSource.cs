namespace JobFlows.Domain.Core;

/// <summary>Who tells an event.</summary>
public sealed record EventSource
{
    /// <summary>The program.</summary>
    public string? Component { get; init; }

    /// <summary>The node it runs on.</summary>
    public string? Host { get; init; }
}

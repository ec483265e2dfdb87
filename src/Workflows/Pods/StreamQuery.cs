namespace JobFlows.Workflows.Pods;

/// <summary>Which streams of a container are wanted (the query of <c>pods/exec</c> and <c>pods/attach</c>).</summary>
public sealed record StreamQuery
{
    /// <summary>The container's name.</summary>
    public required string Container { get; init; }

    /// <summary>A command to run in the container; null for the container's main process.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Whether standard input is wanted.</summary>
    public bool Input { get; init; }

    /// <summary>Whether standard output is wanted.</summary>
    public bool Output { get; init; }

    /// <summary>Whether standard error is wanted; with a terminal it is part of the output.</summary>
    public bool Errors { get; init; }

    /// <summary>Whether the command gets a terminal. A main process has one or has not.</summary>
    public bool Terminal { get; init; }
}

namespace JobFlows.Pods.Execution;

/// <summary>A further process to run in a container.</summary>
internal sealed record ExecCommand
{
    /// <summary>The program and its arguments, as they are: no shell, no variables.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Standard input, output and error. They stay the caller's, who may close them once the process has been started or has failed to.</summary>
    public required IReadOnlyList<int> Descriptors { get; init; }

    /// <summary>Whether the descriptors are a terminal, which is to be the process's own: it gets Ctrl-C and the window's size.</summary>
    public bool Terminal { get; init; }
}

namespace JobFlows.Pods.Linux;

/// <summary>A process to start in a session of its own.</summary>
internal sealed record SpawnRequest
{
    /// <summary>The program's file.</summary>
    public required string Path { get; init; }

    /// <summary>All arguments, the program's name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where it starts; null for the parent's directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether it becomes process 1 of a PID namespace of its own.</summary>
    public bool OwnPids { get; init; }

    /// <summary>Descriptors that become 0, 1, 2 … in the new process, where it is not -1; all others are closed.</summary>
    public required IReadOnlyList<int> Descriptors { get; init; }

    /// <summary>The user and the group that its standard streams belong to, so that it may open <c>/dev/stdout</c>; null for the parent's.</summary>
    public (uint User, uint Group)? StreamsOwner { get; init; }

    /// <summary>Whether descriptors 0 and 1 are a terminal that becomes the new session's own.</summary>
    public bool OwnTerminal { get; init; }
}

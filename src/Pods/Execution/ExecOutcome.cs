namespace JobFlows.Pods.Execution;

/// <summary>What became of a further process in a container.</summary>
internal abstract record ExecOutcome
{
    private ExecOutcome()
    {
    }

    /// <summary>It ran.</summary>
    /// <param name="Code">Its exit code, or 128 plus the number of the signal that killed it.</param>
    public sealed record Exited(int Code) : ExecOutcome;

    /// <summary>It could not be started.</summary>
    /// <param name="Message">Why, in the words of a container runtime.</param>
    public sealed record CannotRun(string Message) : ExecOutcome;

    /// <summary>It was called off, or its container ended, before it was started.</summary>
    public sealed record NotStarted : ExecOutcome;
}

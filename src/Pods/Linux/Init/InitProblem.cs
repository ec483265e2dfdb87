namespace JobFlows.Pods.Linux.Init;

/// <summary>Why init could not start its command.</summary>
/// <param name="Step">What it was doing.</param>
/// <param name="Error">The errno.</param>
internal sealed record InitProblem(InitStep Step, int Error)
{
    /// <summary>Reads what init wrote; null when it wrote nothing, so that its command was started.</summary>
    public static InitProblem? Read(ReadOnlySpan<byte> told) => told.Length == 2 ? new((InitStep)told[0], told[1]) : null;

    /// <summary>The problem in words, the command's name left out.</summary>
    public override string ToString() => Step switch
    {
        InitStep.System => "can't make namespaces: ",
        InitStep.ControlGroup => "can't enter its control group: ",
        InitStep.Proc => "can't mount /proc: ",
        InitStep.Message => "can't mount the termination message file: ",
        _ => string.Empty,
    } + LibC.Describe(Error).ToLowerInvariant();
}

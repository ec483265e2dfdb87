namespace JobFlows.Cli.Commands;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    /// <summary>Every Job completed.</summary>
    public const int Completed = 0;

    /// <summary>A Job failed.</summary>
    public const int Failed = 1;

    /// <summary>A document is bad; nothing was started.</summary>
    public const int BadDocument = 2;

    /// <summary>The program could not do its work: a wrong command line, a port in use, output that can't be written.</summary>
    public const int Trouble = 3;

    /// <summary>It was told to stop.</summary>
    public const int Interrupted = 130;
}

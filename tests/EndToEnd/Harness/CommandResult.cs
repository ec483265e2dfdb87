namespace JobFlows.EndToEnd.Harness;

/// <summary>What became of a command.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, without the line ends.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The result itself if the exit code is zero.</summary>
    /// <exception cref="CommandException">It isn't.</exception>
    public CommandResult Succeeded() => ExitCode == 0 ? this : throw new CommandException(this);

    public override string ToString() => $"exit code {ExitCode}\n--- standard output\n{Output}\n--- standard error\n{Error}";
}

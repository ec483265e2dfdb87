namespace JobFlows.EndToEnd.Harness;

/// <summary>A command ended differently than it had to.</summary>
internal sealed class CommandException(CommandResult result) : Exception($"the command failed: {result}")
{
    /// <summary>What it printed.</summary>
    public CommandResult Result { get; } = result;
}

namespace JobFlows.Cli.Running;

/// <summary>Standard output can't be written: a full disk, a closed pipe.</summary>
internal sealed class OutputException(IOException inner) : Exception($"the output can't be written: {inner.Message}", inner);

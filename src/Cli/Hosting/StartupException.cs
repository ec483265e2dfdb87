namespace JobFlows.Cli.Hosting;

/// <summary>The server can't start, for a reason that its user can mend.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);

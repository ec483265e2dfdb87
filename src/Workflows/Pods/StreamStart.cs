namespace JobFlows.Workflows.Pods;

/// <summary>What came of <see cref="IPodStreams.OpenAsync"/>.</summary>
public abstract record StreamStart
{
    private StreamStart()
    {
    }

    /// <summary>The streams are there.</summary>
    public sealed record Open(IContainerStreams Streams) : StreamStart;

    /// <summary>The container does not run.</summary>
    public sealed record NotRunning : StreamStart;

    /// <summary>The command can't be run.</summary>
    /// <param name="Message">Why, in the words of a container runtime.</param>
    public sealed record Failed(string Message) : StreamStart;
}

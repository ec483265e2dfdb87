namespace JobFlows.Cli.Hosting;

/// <summary>Ends the host from within.</summary>
internal sealed class HostEnd(IHostApplicationLifetime lifetime)
{
    private volatile bool startsAgain;

    /// <summary>Whether the host is to be started again.</summary>
    public bool StartsAgain => startsAgain;

    /// <summary>Stops the host.</summary>
    public void Stop() => lifetime.StopApplication();

    /// <summary>Stops the host for another one to begin where it was.</summary>
    public void StartAgain()
    {
        startsAgain = true;
        Stop();
    }
}

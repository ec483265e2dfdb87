using System.Threading.Channels;

namespace JobFlows.Pods.Queue;

/// <summary>Cuts a wait short. Set while nobody waits, it ends the next wait.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Ends the wait.</summary>
    public void Set() => set.Writer.TryWrite(true);

    /// <summary>Waits.</summary>
    /// <returns>Whether the wait was cut short.</returns>
    /// <exception cref="OperationCanceledException">The token says so.</exception>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(longest);
        try
        {
            return await set.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}

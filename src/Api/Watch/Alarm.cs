namespace JobFlows.Api.Watch;

/// <summary>Ends a wait at a time, or when the request is aborted. One alarm serves many waits: a busy watch waits thousands of times a second.</summary>
internal sealed class Alarm(TimeProvider time, CancellationToken aborted) : IDisposable
{
    private DateTimeOffset at;
    private CancellationTokenSource? timer;
    private CancellationTokenSource? either;

    /// <summary>Cancelled when the alarm goes off.</summary>
    public CancellationToken Token => either!.Token;

    /// <summary>Sets the time; nothing happens when it is set to that already.</summary>
    public void Set(DateTimeOffset wake)
    {
        if (either is not null && wake == at)
        {
            return;
        }

        Dispose();
        at = wake;
        var wait = wake - time.GetUtcNow();
        timer = new CancellationTokenSource(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, aborted);
    }

    public void Dispose()
    {
        either?.Dispose();
        timer?.Dispose();
    }
}

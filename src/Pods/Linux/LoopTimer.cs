namespace JobFlows.Pods.Linux;

/// <summary>Work an <see cref="EventLoop"/> will do later.</summary>
internal sealed class LoopTimer(Action work)
{
    /// <summary>It will not fire any more.</summary>
    public bool Cancelled { get; private set; }

    /// <summary>Keeps it from firing.</summary>
    public void Cancel() => Cancelled = true;

    internal void Fire()
    {
        if (!Cancelled)
        {
            Cancelled = true;
            work();
        }
    }
}

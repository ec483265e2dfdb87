namespace JobFlows.Engine.Running;

/// <summary>Counts what is under way, so that a stop can wait for it.</summary>
internal sealed class InFlight
{
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One for the engine itself, which goes with the stop.
    private int count = 1;

    public void Enter() => Interlocked.Increment(ref count);

    public void Exit()
    {
        if (Interlocked.Decrement(ref count) == 0)
        {
            drained.SetResult();
        }
    }

    /// <summary>Ends when nothing is under way. Called once, when nothing new begins any more.</summary>
    public Task DrainAsync()
    {
        Exit();
        return drained.Task;
    }
}

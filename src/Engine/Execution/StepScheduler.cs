namespace JobFlows.Engine.Execution;

/// <summary>
/// Runs one orchestrator's continuations, in order, on the thread of the current step. A continuation that comes from another thread belongs to
/// a task that isn't the context's: it is not run, and <paramref name="trespassed"/> is called.
/// </summary>
internal sealed class StepScheduler(Action trespassed) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private volatile Thread? owner;
    private SynchronizationContext? outer;

    /// <summary>Whether the caller is the step.</summary>
    public bool IsCurrent => owner == Thread.CurrentThread;

    /// <summary>Makes this thread the step's.</summary>
    public void Enter()
    {
        outer = Current;
        owner = Thread.CurrentThread;
        SetSynchronizationContext(this);
    }

    /// <summary>Ends the step.</summary>
    public void Exit()
    {
        owner = null;
        SetSynchronizationContext(outer);
    }

    /// <summary>Runs what is queued until nothing is left.</summary>
    /// <returns>The exception of an <c>async void</c> method, or null.</returns>
    public Exception? Drain()
    {
        Exception? failure = null;
        while (queue.TryDequeue(out var work))
        {
            try
            {
                work.Callback(work.State);
            }
            catch (Exception e)
            {
                failure ??= e;
            }
        }

        return failure;
    }

    /// <summary>Reports use from outside of the step.</summary>
    public void Trespass() => trespassed();

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            queue.Enqueue((d, state));
        }
        else
        {
            trespassed();
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            trespassed();
            return;
        }

        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}

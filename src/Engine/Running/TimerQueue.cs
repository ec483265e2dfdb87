using JobFlows.Engine.Persistence;

namespace JobFlows.Engine.Running;

/// <summary>All timers that haven't fired, on one timer of the <see cref="TimeProvider"/>.</summary>
internal sealed class TimerQueue : IDisposable
{
    // The clock may be set, and a timer of the system can't be set far ahead: so it looks again from time to time.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SortedSet<TimerEntry> entries = [];
    private readonly TimeProvider time;
    private readonly Action<TimerEntry> fire;
    private readonly ITimer timer;
    private bool running;

    public TimerQueue(TimeProvider time, Action<TimerEntry> fire)
    {
        (this.time, this.fire) = (time, fire);
        timer = time.CreateTimer(static state => ((TimerQueue)state!).FireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets some timers and takes others back.</summary>
    public void Change(IReadOnlyList<TimerEntry> set, IReadOnlyList<TimerEntry> unset)
    {
        if (set.Count == 0 && unset.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            entries.UnionWith(set);
            entries.ExceptWith(unset);
            if (running && set.Count > 0)
            {
                Arm();
            }
        }
    }

    /// <summary>Begins to fire, the overdue ones at once.</summary>
    public void Run()
    {
        lock (gate)
        {
            running = true;
        }

        FireDue();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            running = false;
            timer.Dispose();
        }
    }

    private void FireDue()
    {
        var due = new List<TimerEntry>();
        lock (gate)
        {
            if (!running)
            {
                return;
            }

            var now = time.GetUtcNow();
            while (entries.Count > 0 && entries.Min.Due <= now)
            {
                due.Add(entries.Min);
                entries.Remove(entries.Min);
            }

            Arm();
        }

        due.ForEach(fire);
    }

    private void Arm()
    {
        if (entries.Count == 0)
        {
            return;
        }

        // Rounded up: a timer of the system counts in milliseconds, and one that is early would have to be set again.
        var wait = Math.Ceiling(Math.Min((entries.Min.Due - time.GetUtcNow()).TotalMilliseconds, LongestSleep.TotalMilliseconds));
        timer.Change(TimeSpan.FromMilliseconds(Math.Max(wait, 0)), Timeout.InfiniteTimeSpan);
    }
}

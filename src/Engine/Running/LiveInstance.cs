using JobFlows.Engine.Execution;
using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;

namespace JobFlows.Engine.Running;

/// <summary>
/// An instance in memory: its mailbox, and its execution once that is loaded. At most one step of it is under way (running or being
/// committed); messages that come meanwhile wait, and the next step takes them all.
/// </summary>
internal sealed class LiveInstance(long key, Action<LiveInstance> ready)
{
    private readonly Lock gate = new();
    private List<InboxMessage> waiting = [];
    private Phase phase;
    private bool woken;
    private long lastRow;

    private enum Phase
    {
        Idle,
        Stepping,
        Evicted,
        Finished,
    }

    /// <summary>The instance's key.</summary>
    public long Key => key;

    /// <summary>The instance's ID; empty until it is loaded.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>Its execution; null until it is loaded. Only the step touches it.</summary>
    public OrchestrationRun? Run { get; set; }

    /// <summary>The number of the next step.</summary>
    public int NextStep { get; set; } = 1;

    /// <summary>Whether the database has it marked as having something to run.</summary>
    public bool Busy { get; set; } = true;

    /// <summary>How many records the history of its execution has.</summary>
    public int Records { get; set; }

    /// <summary>Activities that were scheduled and have not reported.</summary>
    public int OpenActivities { get; set; }

    /// <summary>Its place in the line of idle instances.</summary>
    public LinkedListNode<LiveInstance>? IdlePlace { get; set; }

    /// <summary>Puts a message in the mailbox, if there is one, and sees to it that a step follows.</summary>
    /// <returns>False if this object was evicted: then the instance has to be looked up again.</returns>
    public bool Wake(InboxMessage? message = null)
    {
        lock (gate)
        {
            if (phase == Phase.Evicted)
            {
                return false;
            }

            if (phase == Phase.Finished)
            {
                return true;
            }

            if (message is { } m)
            {
                if (m.Row > 0 && m.Row <= lastRow)
                {
                    return true;
                }

                waiting.Add(m);
            }

            woken = true;
            if (phase == Phase.Stepping)
            {
                return true;
            }

            phase = Phase.Stepping;
        }

        ready(this);
        return true;
    }

    /// <summary>Takes what waits.</summary>
    public List<InboxMessage> TakeWaiting()
    {
        lock (gate)
        {
            woken = false;
            var taken = waiting;
            waiting = [];
            return taken;
        }
    }

    /// <summary>Puts messages back that came too late for an execution and are for the next.</summary>
    public void PutBack(IEnumerable<InboxMessage> messages)
    {
        lock (gate)
        {
            waiting.InsertRange(0, messages);
            woken |= waiting.Count > 0;
        }
    }

    /// <summary>Takes over what the database has. Messages that it brings are ignored when they are delivered as well.</summary>
    public void Loaded(InstanceSnapshot snapshot, OrchestrationRun run, int openActivities)
    {
        lock (gate)
        {
            waiting.RemoveAll(m => m.Row > 0 && m.Row <= snapshot.LastRow);
            waiting.InsertRange(0, snapshot.Inbox);
            lastRow = snapshot.LastRow;
        }

        (InstanceId, NextStep, Busy) = (snapshot.InstanceId, snapshot.NextStep, snapshot.Busy);
        (Run, OpenActivities, Records) = (run, openActivities, snapshot.History.Count);
    }

    /// <summary>Ends a step.</summary>
    /// <returns>Whether the instance is idle now; if not, it is in line for its next step.</returns>
    public bool StepDone()
    {
        lock (gate)
        {
            if (!woken)
            {
                phase = Phase.Idle;
                return true;
            }
        }

        ready(this);
        return false;
    }

    /// <summary>Ends it for good: messages are dropped from now on.</summary>
    public void Finish()
    {
        lock (gate)
        {
            phase = Phase.Finished;
            waiting = [];
        }
    }

    /// <summary>Takes it out of memory if it is idle and nothing that runs would report to it.</summary>
    public bool TryEvict()
    {
        lock (gate)
        {
            if (phase != Phase.Idle || OpenActivities > 0)
            {
                return false;
            }

            phase = Phase.Evicted;
            return true;
        }
    }
}

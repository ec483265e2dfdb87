using JobFlows.Engine.Execution;
using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Running;

/// <summary>Runs steps of instances and works out what they change. It writes nothing.</summary>
internal sealed class Stepper(EngineStore store, WorkflowCatalog catalog, TimeProvider time, EmbeddedEngineOptions options)
{
    private int longestHistory;

    /// <summary>How many records the longest history has had.</summary>
    public int LongestHistory => Volatile.Read(ref longestHistory);

    /// <summary>Makes an instance that was just created ready for its first step.</summary>
    public void Begin(LiveInstance instance, string instanceId, HistoryRecord.ExecutionStarted started, IEnumerable<HistoryRecord.EventReceived> leftover)
    {
        instance.InstanceId = instanceId;
        var run = new OrchestrationRun(instanceId, started, leftover, catalog, () => Trespassed(instance, started.Execution));
        instance.Run = run;
        instance.Busy = true;
        instance.OpenActivities = 0;
        instance.Records = 1 + run.Unreceived.Count;
    }

    /// <summary>Loads an instance and replays it, if it isn't in memory.</summary>
    /// <returns>The plan to go on with, which runs again what was open; null if the instance isn't running any more.</returns>
    public StepPlan? Load(LiveInstance instance)
    {
        if (store.Load(instance.Key) is not { } snapshot)
        {
            return null;
        }

        var started = (HistoryRecord.ExecutionStarted)snapshot.History[0];
        try
        {
            var run = Rebuild(instance, snapshot.InstanceId, snapshot.History, options.ReplayEveryStep);
            var open = OpenActivities(snapshot.History);
            instance.Loaded(snapshot, run, open.Count);
            return new StepPlan(Commit(instance, started, [], null)) { Activities = open };
        }
        catch (NonDeterminismException e)
        {
            var failed = new StepResult(time.GetUtcNow(), 0, [], []).FailedInstead(e);
            instance.Loaded(snapshot, new OrchestrationRun(snapshot.InstanceId, started, [], catalog, static () => { }), 0);
            return new StepPlan(Commit(instance, started, [], failed)) { EndedTimers = Timers(instance, snapshot.History) };
        }
    }

    /// <summary>Runs a step with all messages that wait.</summary>
    public StepPlan Step(LiveInstance instance)
    {
        var run = instance.Run!;
        var started = run.Started;
        var waiting = instance.TakeWaiting();
        var current = waiting.FindAll(m => m.Execution is null || m.Execution == started.Execution);
        if (current.Count == 0 && run.HasBegun && !run.Trespassed)
        {
            return new StepPlan(Commit(instance, started, waiting, null));
        }

        var now = time.GetUtcNow();
        var result = run.Step(now > run.LastStep ? now : run.LastStep, current.ConvertAll(static m => m.Message));
        if (options.ReplayEveryStep && !run.Trespassed)
        {
            result = Verify(instance, result);
        }

        instance.Records += 1 + result.Accepted.Count + result.Actions.Count;
        Lengthen(instance.Records);
        if (result.End is HistoryRecord.ContinuedAsNew end)
        {
            return Continue(instance, run, result, end, waiting, current[result.Taken..]);
        }

        return Go(instance, run, result, waiting);
    }

    private void Lengthen(int records)
    {
        for (var longest = longestHistory; records > longest; longest = longestHistory)
        {
            Interlocked.CompareExchange(ref longestHistory, records, longest);
        }
    }

    private static StepPlan Go(LiveInstance instance, OrchestrationRun run, StepResult result, List<InboxMessage> waiting)
    {
        TimerEntry Timer(int task, DateTimeOffset due) => new(due, instance.Key, task, run.Started.Execution);

        var activities = result.Actions.OfType<HistoryRecord.ActivityScheduled>().ToList();
        var reports = result.Accepted.Count(m => m is HistoryRecord.ActivityCompleted or HistoryRecord.ActivityFailed);
        instance.OpenActivities += activities.Count - reports;
        var commit = Commit(instance, run.Started, waiting, result);
        var canceled = result.Actions.OfType<HistoryRecord.TimerCanceled>().Select(t => Timer(t.Task, t.Due));
        return result.End is null
            ? new StepPlan(commit)
            {
                Activities = activities,
                NewTimers = [.. result.Actions.OfType<HistoryRecord.TimerCreated>().Select(t => Timer(t.Task, t.Due))],
                EndedTimers = [.. canceled],
            }
            : new StepPlan(commit) { EndedTimers = [.. canceled, .. run.Timers.Select(t => Timer(t.Task, t.Due))] };
    }

    private static StepPlan Continue(
        LiveInstance instance,
        OrchestrationRun run,
        StepResult result,
        HistoryRecord.ContinuedAsNew end,
        List<InboxMessage> waiting,
        List<InboxMessage> late)
    {
        var plan = Go(instance, run, result, waiting);
        var next = run.Started with { Execution = Guid.NewGuid(), Input = end.Input };
        var leftover = run.Unreceived.ToList();
        var kept = late.FindAll(static m => m.Execution is null);
        instance.PutBack(kept);
        instance.NextStep++;
        return plan with
        {
            Leftover = leftover,
            Commit = plan.Commit with
            {
                Consumed = [.. plan.Commit.Consumed.Except(kept.Select(static m => m.Row))],
                Next = next,
                NextHistory = HistoryCodec.Write([next, .. leftover]),
            },
        };
    }

    private static StepCommit Commit(
        LiveInstance instance, HistoryRecord.ExecutionStarted started, List<InboxMessage> messages, StepResult? result)
    {
        var busy = instance.OpenActivities > 0;
        var commit = new StepCommit
        {
            Instance = instance.Key,
            Started = started,
            Step = instance.NextStep,
            Consumed = [.. messages.Select(static m => m.Row).Where(static row => row > 0)],
            Result = result,
            History = result is null ? default : HistoryCodec.Write([.. result.Records]),
            Busy = result is null || busy == instance.Busy ? null : busy,
        };
        if (result is not null)
        {
            instance.NextStep++;
            instance.Busy = busy;
        }

        return commit;
    }

    /// <summary>Replays the stored history and this step, and goes on with the execution that comes out of it.</summary>
    private StepResult Verify(LiveInstance instance, StepResult result)
    {
        List<HistoryRecord> history = [.. store.History(instance.Key), .. HistoryCodec.Read(HistoryCodec.Write([.. result.Records]))];
        try
        {
            instance.Run = Rebuild(instance, instance.InstanceId, history, strict: true);
            return result;
        }
        catch (NonDeterminismException e)
        {
            return result.FailedInstead(e);
        }
    }

    private OrchestrationRun Rebuild(LiveInstance instance, string instanceId, List<HistoryRecord> history, bool strict)
    {
        var execution = (history[0] as HistoryRecord.ExecutionStarted)?.Execution;
        return Replay.Rebuild(instanceId, history, catalog, () => Trespassed(instance, execution), strict);
    }

    private static void Trespassed(LiveInstance instance, Guid? execution)
    {
        if (instance.Run is { } run && run.Started.Execution == execution)
        {
            run.MarkTrespassed();
        }

        instance.Wake();
    }

    private static List<HistoryRecord.ActivityScheduled> OpenActivities(List<HistoryRecord> history)
    {
        var reported = history.Select(static r => r switch
        {
            HistoryRecord.ActivityCompleted c => c.Task,
            HistoryRecord.ActivityFailed f => f.Task,
            _ => -1,
        }).ToHashSet();
        return [.. history.OfType<HistoryRecord.ActivityScheduled>().Where(a => !reported.Contains(a.Task))];
    }

    private static TimerEntry[] Timers(LiveInstance instance, List<HistoryRecord> history) =>
    [
        .. history.OfType<HistoryRecord.TimerCreated>()
            .Select(t => new TimerEntry(t.Due, instance.Key, t.Task, ((HistoryRecord.ExecutionStarted)history[0]).Execution)),
    ];
}

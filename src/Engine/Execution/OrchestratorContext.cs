using JobFlows.Engine.History;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Execution;

/// <summary>The context of one execution: it collects the actions of the code and ends the code's tasks when messages come.</summary>
internal sealed class OrchestratorContext(string instanceId, Guid execution, StepScheduler scheduler) : IOrchestrationContext
{
    private readonly Dictionary<int, OpenTask> open = [];
    private readonly EventBoard events = new();
    private DateTimeOffset now;
    private bool replaying;
    private bool keepPayloads = true;
    private int tasks;
    private int guids;
    private ReadOnlyMemory<byte>? next;

    /// <inheritdoc/>
    public string InstanceId => instanceId;

    /// <inheritdoc/>
    public DateTimeOffset Now => Checked(now);

    /// <inheritdoc/>
    public bool IsReplaying => Checked(replaying);

    /// <summary>What the code did in the current step.</summary>
    public List<HistoryRecord.Action> Actions { get; private set; } = [];

    /// <summary>The input of the next execution, if the code asked for one.</summary>
    public ReadOnlyMemory<byte>? Next => next;

    /// <summary>Events that the code hasn't received.</summary>
    public IReadOnlyList<HistoryRecord.EventReceived> Unreceived => events.Unreceived;

    /// <summary>Whether something that can come would make the code go on.</summary>
    public bool IsWaiting => open.Count > 0 || events.AnyWait;

    /// <summary>The timers that haven't fired.</summary>
    public IEnumerable<(int Task, DateTimeOffset Due)> Timers =>
        from task in open let timer = task.Value as OpenTimer where timer is not null select (task.Key, timer.Due);

    /// <summary>Starts a step.</summary>
    public void BeginStep(DateTimeOffset time, bool isReplaying, bool withPayloads)
    {
        (now, replaying, keepPayloads) = (time, isReplaying, withPayloads);
        Actions = [];
    }

    /// <summary>Hands a message to the code.</summary>
    /// <returns>Whether somebody wants it; if not it isn't part of the history.</returns>
    public bool Deliver(HistoryRecord.Message message)
    {
        switch (message)
        {
            case HistoryRecord.EventReceived e:
                events.Receive(e);
                return true;
            case HistoryRecord.ActivityCompleted e when open.Remove(e.Task, out var task):
                task.Complete(e.Output);
                return true;
            case HistoryRecord.ActivityFailed e when open.Remove(e.Task, out var task):
                task.Fail(e.ErrorType, e.Error);
                return true;
            case HistoryRecord.ChildCompleted e when open.Remove(e.Task, out var task):
                task.Complete(e.Output);
                return true;
            case HistoryRecord.ChildFailed e when open.Remove(e.Task, out var task):
                task.Fail(e.ErrorType, e.Error);
                return true;
            case HistoryRecord.TimerFired e when open.Remove(e.Task, out var task):
                task.Complete(default);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public Guid NewGuid()
    {
        Check();
        return NameGuid.Create(instanceId, execution, guids++);
    }

    /// <inheritdoc/>
    public Task<TOutput> CallActivityAsync<TOutput>(string name, object input)
    {
        Check();
        var task = new OpenTask<TOutput>(name);
        Actions.Add(new HistoryRecord.ActivityScheduled(tasks, name, Json(input)));
        open.Add(tasks++, task);
        return task.Task;
    }

    /// <inheritdoc/>
    public Task<TOutput> CallChildAsync<TOutput>(string name, string instanceId, object input)
    {
        Check();
        var task = new OpenTask<TOutput>(name);
        Actions.Add(new HistoryRecord.ChildScheduled(tasks, name, instanceId, Json(input)));
        open.Add(tasks++, task);
        return task.Task;
    }

    /// <inheritdoc/>
    public Task CreateTimerAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        Check();
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellation);
        }

        var id = tasks++;
        var timer = new OpenTimer(at);
        Actions.Add(new HistoryRecord.TimerCreated(id, at));
        open.Add(id, timer);
        timer.Cancellation = cancellation.Register(() => CancelTimer(id, timer, cancellation), useSynchronizationContext: false);
        return timer.Task;
    }

    /// <inheritdoc/>
    public Task<T> WaitForEventAsync<T>(string name)
    {
        Check();
        return events.Wait<T>(name);
    }

    /// <inheritdoc/>
    public void SendEvent(string instanceId, string name, object payload)
    {
        Check();
        Actions.Add(new HistoryRecord.EventSent(instanceId, name, Json(payload)));
    }

    /// <inheritdoc/>
    public void ContinueAsNew(object input)
    {
        Check();
        next = WorkflowJson.Write(input);
    }

    private void CancelTimer(int id, OpenTimer timer, CancellationToken cancellation)
    {
        if (!scheduler.IsCurrent)
        {
            scheduler.Trespass();
        }
        else if (open.Remove(id))
        {
            Actions.Add(new HistoryRecord.TimerCanceled(id, timer.Due));
            timer.Cancel(cancellation);
        }
    }

    private ReadOnlyMemory<byte> Json(object payload) => keepPayloads ? WorkflowJson.Write(payload) : default;

    private T Checked<T>(T value)
    {
        Check();
        return value;
    }

    private void Check()
    {
        if (!scheduler.IsCurrent)
        {
            scheduler.Trespass();
            throw new InvalidOperationException(OrchestrationRun.Trespass);
        }
    }
}

using JobFlows.Engine.History;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Execution;

/// <summary>One execution of an orchestrator, in memory. Live and replayed steps take the same way through it.</summary>
internal sealed class OrchestrationRun
{
    /// <summary>What is wrong when code of an orchestrator runs outside of a step.</summary>
    public const string Trespass =
        "The orchestrator awaited a task that is not from its context (or used ConfigureAwait(false)): it may await only tasks of " +
        "IOrchestrationContext, and Task.WhenAny and Task.WhenAll of them.";

    private readonly WorkflowCatalog catalog;
    private readonly StepScheduler scheduler;
    private readonly OrchestratorContext context;
    private Task<byte[]>? code;
    private volatile bool trespassed;

    /// <param name="instanceId">The instance.</param>
    /// <param name="started">The start of the execution.</param>
    /// <param name="leftover">Events that the execution before has not received.</param>
    /// <param name="catalog">Where the code is.</param>
    /// <param name="trespass">Called, on any thread, when code of the orchestrator ran outside of a step: then a step has to follow.</param>
    public OrchestrationRun(
        string instanceId,
        HistoryRecord.ExecutionStarted started,
        IEnumerable<HistoryRecord.EventReceived> leftover,
        WorkflowCatalog catalog,
        Action trespass)
    {
        this.catalog = catalog;
        Started = started;
        scheduler = new StepScheduler(() =>
        {
            MarkTrespassed();
            trespass();
        });
        context = new OrchestratorContext(instanceId, started.Execution, scheduler);
        foreach (var e in leftover)
        {
            context.Deliver(e);
        }
    }

    /// <summary>The start of this execution.</summary>
    public HistoryRecord.ExecutionStarted Started { get; }

    /// <summary>Whether code of the orchestrator ran outside of a step.</summary>
    public bool Trespassed => trespassed;

    /// <summary>Whether the code has begun.</summary>
    public bool HasBegun => code is not null;

    /// <summary>The time of the last step.</summary>
    public DateTimeOffset LastStep { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The timers that haven't fired.</summary>
    public IEnumerable<(int Task, DateTimeOffset Due)> Timers => context.Timers;

    /// <summary>Events that the code hasn't received.</summary>
    public IReadOnlyList<HistoryRecord.EventReceived> Unreceived => context.Unreceived;

    /// <summary>Runs the code as far as it goes with these messages.</summary>
    public StepResult Step(DateTimeOffset time, IReadOnlyList<HistoryRecord.Message> messages, bool replaying = false, bool withPayloads = true)
    {
        LastStep = time;
        context.BeginStep(time, replaying, withPayloads);
        var accepted = new List<HistoryRecord.Message>(messages.Count);
        var taken = 0;
        Exception? failure = null;
        scheduler.Enter();
        try
        {
            code ??= Begin();
            failure = scheduler.Drain();
            while (failure is null && !code.IsCompleted && taken < messages.Count)
            {
                var message = messages[taken++];
                if (context.Deliver(message))
                {
                    accepted.Add(message);
                    failure = scheduler.Drain();
                }
            }
        }
        finally
        {
            scheduler.Exit();
        }

        var actions = context.Actions;
        if (End(code, failure) is { } end)
        {
            actions.Add(end);
        }

        return new StepResult(time, taken, accepted, actions);
    }

    /// <summary>Makes the next step fail the execution.</summary>
    public void MarkTrespassed() => trespassed = true;

    private Task<byte[]> Begin()
    {
        if (!catalog.Orchestrators.TryGetValue(Started.Orchestrator, out var entry))
        {
            return Task.FromException<byte[]>(new InvalidOperationException($"There is no orchestrator named '{Started.Orchestrator}'."));
        }

        Task<byte[]> task;
        try
        {
            task = entry(context, Started.Input);
        }
        catch (Exception e)
        {
            return Task.FromException<byte[]>(e);
        }

        // Code that left its step ends on some other thread; without this nobody would notice.
        _ = task.ContinueWith(
            static (_, state) =>
            {
                if (!((StepScheduler)state!).IsCurrent)
                {
                    ((StepScheduler)state).Trespass();
                }
            },
            scheduler,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    private HistoryRecord.Action? End(Task<byte[]> task, Exception? failure) => task switch
    {
        _ when trespassed => Failed(new InvalidOperationException(Trespass)),
        _ when failure is not null => Failed(failure),
        { IsCompletedSuccessfully: true } when context.Next is { } next => new HistoryRecord.ContinuedAsNew(next),
        { IsCompletedSuccessfully: true } => new HistoryRecord.Completed(task.Result),
        { IsFaulted: true } => Failed(task.Exception!.InnerException!),
        { IsCanceled: true } => Failed(new TaskCanceledException(task)),
        _ when !context.IsWaiting => Failed(new InvalidOperationException(Trespass)),
        _ => null,
    };

    private static HistoryRecord.Failed Failed(Exception e) => new(e.GetType().FullName!, e.Message);
}

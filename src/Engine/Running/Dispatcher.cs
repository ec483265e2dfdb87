using System.Collections.Concurrent;
using System.Threading.Channels;
using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Running;

/// <summary>
/// Brings messages to instances and steps to the processor. Steps of different instances run in parallel and their commits share groups; what
/// a step wants done is done after its commit.
/// </summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Channel<LiveInstance> ready = Channel.CreateUnbounded<LiveInstance>();
    private readonly ConcurrentDictionary<long, LiveInstance> live = [];
    private readonly CancellationTokenSource stop = new();
    private readonly InFlight commits = new();
    private readonly EngineStore store;
    private readonly TimeProvider time;
    private readonly EmbeddedEngineOptions options;
    private readonly Stepper stepper;
    private readonly ActivityRunner activities;
    private readonly TimerQueue timers;
    private readonly IdleLine idle;
    private Task[] workers = [];

    public Dispatcher(EngineStore store, WorkflowCatalog catalog, TimeProvider time, EmbeddedEngineOptions options)
    {
        (this.store, this.time, this.options) = (store, time, options);
        stepper = new Stepper(store, catalog, time, options);
        activities = new ActivityRunner(catalog, options.ConcurrentActivities, options.Trouble, stop.Token);
        timers = new TimerQueue(time, timer => Wake(
            timer.Instance, new InboxMessage(0, timer.Execution, new HistoryRecord.TimerFired(timer.Task))));
        idle = new IdleLine(options.IdleInstances);
    }

    public bool IsStopped => stop.IsCancellationRequested;

    /// <summary>How many records the longest history has had.</summary>
    public int LongestHistory => stepper.LongestHistory;

    /// <summary>How many instances are in memory.</summary>
    public int LiveInstances => live.Count;

    /// <summary>Finds what was running when the program ended, and begins to work.</summary>
    public void Run()
    {
        timers.Change(store.Timers(), []);
        foreach (var key in store.Unfinished())
        {
            Wake(key, null);
        }

        activities.Run();
        workers = [.. Enumerable.Range(0, options.ConcurrentSteps).Select(_ => Task.Run(WorkAsync))];
        timers.Run();
    }

    /// <summary>Brings what a commit left for an instance.</summary>
    public void Deliver(Delivery delivery)
    {
        if (delivery.Started is not { } started)
        {
            Wake(delivery.Instance, delivery.Message);
            return;
        }

        var created = new LiveInstance(delivery.Instance, Ready);
        stepper.Begin(created, delivery.InstanceId, started, []);

        // If it is there already, a message overtook its start and it is being loaded.
        if (live.TryAdd(delivery.Instance, created))
        {
            created.Wake();
        }
    }

    /// <summary>Stops as a crash would: what is under way ends or not, and leaves no traces but those in the database.</summary>
    public void Abort()
    {
        stop.Cancel();
        ready.Writer.TryComplete();
        timers.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsStopped)
        {
            return;
        }

        Abort();
        await Task.WhenAll(workers);
        await commits.DrainAsync();
        await activities.StoppedAsync(options.StopTimeout);
    }

    private void Wake(long key, InboxMessage? message)
    {
        LiveInstance Find() => live.GetOrAdd(key, static (key, self) => new LiveInstance(key, self.Ready), this);

        for (var instance = Find(); !instance.Wake(message); instance = Find())
        {
            // It was evicted a moment ago.
            live.TryRemove(new(key, instance));
        }
    }

    private void Ready(LiveInstance instance) => ready.Writer.TryWrite(instance);

    private async Task WorkAsync()
    {
        await foreach (var instance in ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (IsStopped)
            {
                return;
            }

            idle.Remove(instance);
            commits.Enter();
            try
            {
                Work(instance);
            }
            catch (Exception e)
            {
                options.Trouble($"Instance {instance.InstanceId} (key {instance.Key}) can't be loaded or run.", e);
                Drop(instance);
                commits.Exit();
            }
        }
    }

    private void Work(LiveInstance instance)
    {
        StepPlan? plan;
        if (instance.Run is not null)
        {
            plan = stepper.Step(instance);
        }
        else if ((plan = stepper.Load(instance)) is not null)
        {
            // What it has to do is found in its mailbox by the step that follows.
            instance.Wake();
        }
        else
        {
            Drop(instance);
            commits.Exit();
            return;
        }

        _ = FinishAsync(instance, plan);
    }

    private async Task FinishAsync(LiveInstance instance, StepPlan plan)
    {
        try
        {
            var deliveries = plan.Commit.IsEmpty ? [] : await CommitAsync(plan.Commit);
            if (!IsStopped)
            {
                After(instance, plan, deliveries);
            }
        }
        catch (Exception) when (IsStopped)
        {
            // Not committed: the restart does it again.
        }
        catch (Exception e)
        {
            options.Trouble($"Instance {instance.InstanceId} (key {instance.Key}) can't go on.", e);
            Drop(instance);
        }
        finally
        {
            commits.Exit();
        }
    }

    private async Task<List<Delivery>> CommitAsync(StepCommit commit)
    {
        while (true)
        {
            try
            {
                return await store.CommitAsync(commit);
            }
            catch (Exception e) when (!IsStopped)
            {
                options.Trouble($"Step {commit.Step} of the instance with key {commit.Instance} could not be committed; trying again.", e);
            }

            await Task.Delay(RetryPause, time, stop.Token);
        }
    }

    private void After(LiveInstance instance, StepPlan plan, List<Delivery> deliveries)
    {
        var execution = plan.Commit.Started.Execution;
        timers.Change(plan.NewTimers, plan.EndedTimers);
        foreach (var activity in plan.Activities)
        {
            activities.Post(instance, execution, activity);
        }

        deliveries.ForEach(Deliver);
        if (plan.Commit.Next is { } next)
        {
            stepper.Begin(instance, instance.InstanceId, next, plan.Leftover);
            instance.Wake();
        }
        else if (plan.Commit.Result?.End is { } end)
        {
            if (end is HistoryRecord.Failed failure)
            {
                options.Trouble($"Instance {instance.InstanceId} failed.", new InvalidOperationException($"{failure.ErrorType}: {failure.Error}"));
            }

            Drop(instance);
            return;
        }

        if (instance.StepDone() && idle.Add(instance) is { } longest && longest.TryEvict())
        {
            live.TryRemove(new(longest.Key, longest));
        }
    }

    private void Drop(LiveInstance instance)
    {
        instance.Finish();
        live.TryRemove(new(instance.Key, instance));
    }
}

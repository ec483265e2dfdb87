using System.Threading.Channels;
using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Running;

/// <summary>Runs activities, a limited number at a time, and reports how they ended to their instances.</summary>
internal sealed class ActivityRunner(WorkflowCatalog catalog, int limit, Action<string, Exception> trouble, CancellationToken stop)
{
    private readonly Channel<Work> queue = Channel.CreateUnbounded<Work>();
    private Task[] runners = [];

    /// <summary>Puts an activity in line.</summary>
    public void Post(LiveInstance instance, Guid execution, HistoryRecord.ActivityScheduled activity) =>
        queue.Writer.TryWrite(new Work(instance, execution, activity));

    /// <summary>Begins to run activities.</summary>
    public void Run() => runners = [.. Enumerable.Range(0, limit).Select(_ => Task.Run(RunAsync))];

    /// <summary>Waits until the activities have noticed the stop.</summary>
    public async Task StoppedAsync(TimeSpan timeout) => await Task.WhenAny(Task.WhenAll(runners), Task.Delay(timeout, CancellationToken.None));

    private async Task RunAsync()
    {
        try
        {
            await foreach (var work in queue.Reader.ReadAllAsync(stop))
            {
                var report = await RunAsync(work.Activity);
                if (stop.IsCancellationRequested)
                {
                    // It runs again after the restart, like one that was cut off by a crash.
                    return;
                }

                work.Instance.Wake(new InboxMessage(0, work.Execution, report));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while nothing ran.
        }
    }

    private async Task<HistoryRecord.Message> RunAsync(HistoryRecord.ActivityScheduled activity)
    {
        if (!catalog.Activities.TryGetValue(activity.Name, out var run))
        {
            return Failed(activity, new InvalidOperationException($"There is no activity named '{activity.Name}'."));
        }

        try
        {
            return new HistoryRecord.ActivityCompleted(activity.Task, await run(activity.Input, stop));
        }
        catch (Exception e)
        {
            if (!stop.IsCancellationRequested)
            {
                trouble($"Activity {activity.Name} failed.", e);
            }

            return Failed(activity, e);
        }
    }

    private static HistoryRecord.ActivityFailed Failed(HistoryRecord.ActivityScheduled activity, Exception e) =>
        new(activity.Task, e.GetType().FullName!, e.Message);

    private sealed record Work(LiveInstance Instance, Guid Execution, HistoryRecord.ActivityScheduled Activity);
}

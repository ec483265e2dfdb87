using JobFlows.Domain.Jobs;
using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Jobs;

/// <summary>
/// Starts and watches a fixed number of a large Job's pods, and tells the Job's orchestration what it sees, many pods at a time. It decides
/// nothing. It takes the rate of events off the one orchestration that does, and its own history is bounded by its size.
/// </summary>
public sealed class ShardOrchestrator(JobOrchestratorOptions options)
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "job-shard";

    /// <summary>Runs until all of the shard's pods have ended and no more can come.</summary>
    public async Task<ShardState> RunAsync(IOrchestrationContext context, ShardState state)
    {
        var inbox = new Inbox(context);
        var heard = 0;
        while (true)
        {
            if (state.ToStart.Count > 0)
            {
                var order = state.Job with { Work = new JobWork { Start = state.ToStart } };
                state = state with { ToStart = [] };
                state = Tell(context, state, (await context.CallUntilDoneAsync<JobOutcome>(JobActivities.CarryOut, order)).ToSignal());
                heard++;
            }
            else if (state.Live.Count == 0 && (state.Closed || state.Given >= options.ShardSize))
            {
                return state;
            }
            else
            {
                await inbox.WaitAsync(context.Now + options.WatchdogInterval);
                if (!inbox.HasMail)
                {
                    var seen = (await context.CallUntilDoneAsync<JobOutcome>(JobActivities.LookAtPods, state.Job)).ToSignal();
                    var tracked = seen.Pods.Select(pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
                    state = Tell(context, state with { Live = [.. state.Live.Where(tracked.Contains)] }, seen with { Pods = [.. seen.Pods.Where(pod => state.Live.Contains(pod.Uid))] });
                }

                heard++;
            }

            var news = new JobSignal();
            foreach (var signal in inbox.Take())
            {
                state = state.After(signal);
                heard++;
                news = news with { Pods = [.. news.Pods, .. signal.Pods] };
            }

            if (news.Pods.Count > 0)
            {
                context.SendEvent(JobInstance.Of(state.Job.Uid), JobSignal.Name, news);
            }

            // Nothing has been awaited since the inbox was emptied, so no signal stays behind in this execution.
            if (heard >= options.EventsPerRun)
            {
                context.ContinueAsNew(state);
                return state;
            }
        }
    }

    private static ShardState Tell(IOrchestrationContext context, ShardState state, JobSignal signal)
    {
        if (signal.Gone || signal.NotStarted.Count > 0 || signal.Pods.Count > 0)
        {
            context.SendEvent(JobInstance.Of(state.Job.Uid), JobSignal.Name, signal);
        }

        return state.After(signal);
    }
}

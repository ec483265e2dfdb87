using JobFlows.Domain.Jobs;
using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Jobs;

/// <summary>
/// Drives one Job: decide, carry out, wait for news or the time. All decisions are <see cref="JobDecider"/>'s; all effects are activities'.
/// News that comes while work is being carried out waits and is decided on together, so a busy Job takes few, large steps. The pods of a large
/// Job are started and watched by shards (<see cref="ShardOrchestrator"/>).
/// </summary>
public sealed class JobOrchestrator(JobOrchestratorOptions options)
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "job";

    /// <summary>Runs until the Job is done or gone.</summary>
    /// <returns>The last state.</returns>
    public async Task<JobState> RunAsync(IOrchestrationContext context, JobCourse course)
    {
        var state = course.State;
        var inbox = new Inbox(context);
        var news = course.News.ToList();
        var lastNews = context.Now;
        var heard = 0;
        if (state.Job.Spec.ManualSelector == true)
        {
            news.Add((await context.CallUntilDoneAsync<JobOutcome>(JobActivities.AdoptPods, OrderFor(state.Job, JobWork.None))).ToSignal());
        }

        while (true)
        {
            var decision = JobDecider.Decide(state, [.. news.SelectMany(signal => signal.ToEvents())], context.Now);
            state = decision.State;
            news.Clear();
            if (!decision.Work.IsEmpty)
            {
                var outcomes = await CarryOutAsync(context, state.Job, decision.Work);
                news.AddRange(outcomes.Select(outcome => outcome.ToSignal()));
                heard += outcomes.Length;
            }
            else if (decision.Done)
            {
                CloseLastShard(context, state);
                return state;
            }
            else
            {
                var watchdog = state.Pods.Count > 0 ? lastNews + options.WatchdogInterval : (DateTimeOffset?)null;
                await inbox.WaitAsync(decision.WakeAt is { } wake && (watchdog is null || wake < watchdog) ? wake : watchdog);
                if (!inbox.HasMail && context.Now >= watchdog)
                {
                    var seen = await context.CallUntilDoneAsync<JobOutcome>(JobActivities.LookAtPods, OrderFor(state.Job, JobWork.None));
                    news.Add(WithMissing(seen, state).ToSignal());
                    lastNews = context.Now;
                }

                heard++;
            }

            foreach (var signal in inbox.Take())
            {
                lastNews = context.Now;
                var stale = signal.Changed?.Revision < state.Job.Revision;
                news.Add(stale ? signal with { Changed = null } : signal);
                heard++;
            }

            // Nothing has been awaited since the inbox was emptied, so no signal stays behind in this execution.
            if (heard >= options.EventsPerRun)
            {
                context.ContinueAsNew(new JobCourse { State = state, News = news });
                return state;
            }
        }
    }

    /// <summary>Pods that were let go exist until they are seen to end; those that aren't seen any more went unnoticed.</summary>
    private static JobOutcome WithMissing(JobOutcome outcome, JobState state)
    {
        var seen = outcome.Observed.Select(pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        var missing = state.Pods.Pods.Where(pod => pod.Released && !seen.Contains(pod.Uid)).OrderBy(pod => pod.Ordinal);
        return outcome with
        {
            Observed = [.. outcome.Observed, .. missing.Select(pod => new PodObservation { Name = pod.Name, Uid = pod.Uid, Phase = "", Gone = true })],
        };
    }

    private static JobOrder OrderFor(JobSnapshot job, JobWork work, long? shard = null) => new(job.Namespace, job.Name, job.Uid, work, shard);

    private Task<JobOutcome[]> CarryOutAsync(IOrchestrationContext context, JobSnapshot job, JobWork work)
    {
        if (!IsSharded(job))
        {
            return Task.WhenAll(context.CallUntilDoneAsync<JobOutcome>(JobActivities.CarryOut, OrderFor(job, work)));
        }

        var shards = work.Start
            .GroupBy(seed => seed.Ordinal / options.ShardSize)
            .Select(shard => OrderFor(job, new JobWork { Start = [.. shard] }, shard.Key))
            .ToList();
        var calls = shards
            .Chunk(Math.Max(1, (shards.Count + options.ShardOrders - 1) / options.ShardOrders))
            .Select(orders => context.CallUntilDoneAsync<JobOutcome>(JobActivities.OrderShards, orders))
            .ToList();
        var rest = work with { Start = [] };
        if (!rest.IsEmpty)
        {
            calls.Add(context.CallUntilDoneAsync<JobOutcome>(JobActivities.CarryOut, OrderFor(job, rest)));
        }

        return Task.WhenAll(calls);
    }

    /// <summary>Ordinals are given out in order, so only the last shard can be waiting for more pods.</summary>
    private void CloseLastShard(IOrchestrationContext context, JobState state)
    {
        if (IsSharded(state.Job) && state.Ordinals > 0)
        {
            context.SendEvent(JobInstance.Shard(state.Job.Uid, (state.Ordinals - 1) / options.ShardSize), JobSignal.Name, new JobSignal { Close = true });
        }
    }

    private bool IsSharded(JobSnapshot job) => Math.Min(job.Spec.Parallelism ?? 1, job.Spec.Completions ?? int.MaxValue) > options.ShardAbove;
}

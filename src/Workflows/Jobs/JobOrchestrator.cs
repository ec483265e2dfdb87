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
    public async Task<JobState> RunAsync(IOrchestrationContext context, JobState state)
    {
        var inbox = new Inbox(context);
        var events = new List<JobEvent>();
        var lastNews = context.Now;
        if (state.Job.Spec.ManualSelector == true)
        {
            events.AddRange((await context.CallUntilDoneAsync<JobOutcome>(JobActivities.AdoptPods, OrderFor(state.Job, JobWork.None))).ToSignal().ToEvents());
        }

        for (var step = 1; ; step++)
        {
            var decision = JobDecider.Decide(state, events, context.Now);
            state = decision.State;
            events.Clear();
            if (!decision.Work.IsEmpty)
            {
                foreach (var outcome in await CarryOutAsync(context, state.Job, decision.Work))
                {
                    events.AddRange(outcome.ToSignal().ToEvents());
                }
            }
            else if (decision.Done)
            {
                CloseLastShard(context, state);
                return state;
            }
            else if (step >= options.StepsPerRun && !inbox.HasMail)
            {
                context.ContinueAsNew(state);
                return state;
            }
            else
            {
                var watchdog = state.Pods.Count > 0 ? lastNews + options.WatchdogInterval : (DateTimeOffset?)null;
                await inbox.WaitAsync(decision.WakeAt is { } wake && (watchdog is null || wake < watchdog) ? wake : watchdog);
                if (!inbox.HasMail && context.Now >= watchdog)
                {
                    var seen = await context.CallUntilDoneAsync<JobOutcome>(JobActivities.LookAtPods, OrderFor(state.Job, JobWork.None));
                    events.AddRange(WithMissing(seen, state).ToSignal().ToEvents());
                    lastNews = context.Now;
                }
            }

            foreach (var signal in inbox.Take())
            {
                lastNews = context.Now;
                var stale = signal.Changed?.Revision < state.Job.Revision;
                events.AddRange((stale ? signal with { Changed = null } : signal).ToEvents());
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

        var calls = work.Start
            .GroupBy(seed => seed.Ordinal / options.ShardSize)
            .Select(shard => context.CallUntilDoneAsync<JobOutcome>(JobActivities.OrderShard, OrderFor(job, new JobWork { Start = [.. shard] }, shard.Key)))
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

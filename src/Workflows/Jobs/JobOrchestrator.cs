using JobFlows.Domain.Jobs;
using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Jobs;

/// <summary>
/// Drives one Job: decide, carry out, wait for news or the time. All decisions are <see cref="JobDecider"/>'s; all effects are one activity's.
/// News that comes while work is being carried out waits and is decided on together, so a busy Job takes few, large steps.
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
        var lastHeard = context.Now;
        for (var step = 0; ; step++)
        {
            var decision = JobDecider.Decide(state, events, context.Now);
            state = decision.State;
            events.Clear();
            if (!decision.Work.IsEmpty)
            {
                var order = new JobOrder(state.Job.Namespace, state.Job.Name, state.Job.Uid, decision.Work);
                var outcome = await context.CallActivityAsync<JobOutcome>(JobActivities.CarryOut, order);
                events.AddRange(outcome.ToEvents());
                lastHeard = context.Now;
            }
            else if (decision.Done)
            {
                return state;
            }
            else if (!inbox.HasMail)
            {
                var watchdog = state.HasLivePods ? lastHeard + options.WatchdogInterval : (DateTimeOffset?)null;
                var wakeAt = Earlier(decision.WakeAt, watchdog);
                if (!await inbox.WaitAsync(wakeAt) && watchdog is not null && context.Now >= watchdog)
                {
                    var seen = await context.CallActivityAsync<JobOutcome>(JobActivities.LookAtPods, new JobOrder(state.Job.Namespace, state.Job.Name, state.Job.Uid, JobWork.None));
                    events.AddRange(seen.ToEvents());
                    lastHeard = context.Now;
                }
            }

            foreach (var signal in inbox.Take())
            {
                if (signal.Changed is { } changed && changed.Revision < state.Job.Revision)
                {
                    events.AddRange((signal with { Changed = null }).ToEvents());
                }
                else
                {
                    events.AddRange(signal.ToEvents());
                }

                lastHeard = context.Now;
            }

            if (step >= options.StepsPerRun)
            {
                // Decided on once more before the hand-over, so that the next run starts from a state that knows these events.
                var last = JobDecider.Decide(state, events, context.Now);
                if (last.Work.IsEmpty && !inbox.HasMail)
                {
                    context.ContinueAsNew(last.State);
                    return last.State;
                }
            }
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;

    /// <summary>One standing wait for signals: Durable Task serves several waits of one name last in, first out.</summary>
    private sealed class Inbox(IOrchestrationContext context)
    {
        private Task<JobSignal> next = context.WaitForEventAsync<JobSignal>(JobSignal.Name);

        public bool HasMail => next.IsCompleted;

        public IEnumerable<JobSignal> Take()
        {
            while (next.IsCompleted)
            {
                var signal = next.GetAwaiter().GetResult();
                next = context.WaitForEventAsync<JobSignal>(JobSignal.Name);
                yield return signal;
            }
        }

        /// <summary>Waits for mail, or until the time.</summary>
        /// <returns>Whether there is mail.</returns>
        public async Task<bool> WaitAsync(DateTimeOffset? until)
        {
            if (until is not { } at)
            {
                await Task.WhenAny(next);
                return true;
            }

            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(at, cancel.Token);
            var first = await Task.WhenAny(next, timer);
            if (first != timer)
            {
                await cancel.CancelAsync();
            }

            return next.IsCompleted;
        }
    }
}

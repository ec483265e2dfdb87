using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Cron;

/// <summary>Looks after one CronJob: look and act, then wait for a change or for the next time of the schedule.</summary>
/// <remarks>All that depends on the clock and on time zone data happens in the activity, so histories replay the same after either has changed.</remarks>
public static class CronOrchestrator
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "cron";

    private const int StepsPerRun = 100;

    /// <summary>Runs until the CronJob is gone.</summary>
    public static async Task<CronOutcome> RunAsync(IOrchestrationContext context, CronOrder order)
    {
        var change = context.WaitForEventAsync<CronSignal>(CronSignal.Name);
        for (var step = 1; ; step++)
        {
            while (change.IsCompleted)
            {
                change = context.WaitForEventAsync<CronSignal>(CronSignal.Name);
            }

            var outcome = await context.CallUntilDoneAsync<CronOutcome>(CronActivity.Name, order);
            if (outcome.Gone)
            {
                return outcome;
            }

            // A change that has come since is no loss: the next run begins with a look.
            if (step >= StepsPerRun)
            {
                context.ContinueAsNew(order);
                return outcome;
            }

            await context.WaitAsync(change, outcome.WakeAt);
        }
    }
}

using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Deletion;

/// <summary>Garbage collection for one deleted owner: looks again, ever more rarely, until its dependents are gone or let go.</summary>
public static class CollectOrchestrator
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "collect";

    private const int LooksPerRun = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Runs until nothing is left to do.</summary>
    public static async Task<CollectProgress> RunAsync(IOrchestrationContext context, CollectOrder order)
    {
        var pause = FirstPause;
        for (var look = 0; look < LooksPerRun; look++)
        {
            var progress = await context.CallUntilDoneAsync<CollectProgress>(CollectActivity.Name, order);
            if (progress.Done)
            {
                return progress;
            }

            await context.CreateTimerAsync(context.Now + pause, CancellationToken.None);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        context.ContinueAsNew(order);
        return new CollectProgress(Done: false);
    }
}

namespace JobFlows.Workflows.Durable;

/// <summary>Activities that must be done in the end.</summary>
public static class ContextRetries
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Runs an activity until it succeeds, with pauses of 1 s doubling to 1 min: broken infrastructure delays a Job and never loses it.</summary>
    public static async Task<TOutput> CallUntilDoneAsync<TOutput>(this IOrchestrationContext context, string name, object input)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await context.CallActivityAsync<TOutput>(name, input);
            }
            catch (ActivityFailedException)
            {
                await context.CreateTimerAsync(context.Now + pause, CancellationToken.None);
            }
        }
    }
}

namespace JobFlows.Workflows.Durable;

/// <summary>Waits of orchestrators.</summary>
internal static class ContextWaits
{
    /// <summary>Waits for news, or until a time; whoever calls sees by the task which it was.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="news">A task of the context.</param>
    /// <param name="until">The time; null waits for news alone.</param>
    public static async Task WaitAsync(this IOrchestrationContext context, Task news, DateTimeOffset? until)
    {
        if (until is not { } at)
        {
            await Task.WhenAny(news);
            return;
        }

        using var cancel = new CancellationTokenSource();
        var timer = context.CreateTimerAsync(at, cancel.Token);
        if (await Task.WhenAny(news, timer) != timer)
        {
#pragma warning disable CA1849, MA0042 // CancelAsync continues elsewhere, and an orchestrator awaits nothing but its context's tasks.
            cancel.Cancel();
#pragma warning restore CA1849, MA0042
        }
    }
}

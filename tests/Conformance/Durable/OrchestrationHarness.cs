using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

/// <summary>An engine under test, which can be stopped, crashed and started again on the same stored state.</summary>
public abstract class OrchestrationHarness : IAsyncDisposable
{
    /// <summary>The client of the engine that runs now.</summary>
    public abstract IOrchestrationClient Client { get; }

    /// <summary>The engine's clock.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Starts the engine for the first time.</summary>
    public abstract Task OpenAsync(WorkflowCatalog catalog);

    /// <summary>Stops the engine gracefully and starts it again, after some time by its clock and perhaps with other code.</summary>
    public abstract Task RestartAsync(TimeSpan downtime = default, WorkflowCatalog? catalog = null);

    /// <summary>Drops the engine as a crash would, and starts it again.</summary>
    public abstract Task CrashAsync();

    /// <summary>Lets time pass on the engine's clock.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Waits until an instance has ended.</summary>
    public async Task<OrchestrationInfo> EndOfAsync(string instanceId)
    {
        using var patience = new CancellationTokenSource(Probe.Patience);
        while (true)
        {
            var info = await Client.GetAsync(instanceId, patience.Token);
            if (info is { State: OrchestrationState.Completed or OrchestrationState.Failed })
            {
                return info;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), patience.Token);
        }
    }

    /// <summary>Waits until an instance has completed.</summary>
    public async Task CompletedAsync(string instanceId)
    {
        var info = await EndOfAsync(instanceId);
        Assert.True(info.State == OrchestrationState.Completed, info.Failure);
    }

    /// <summary>Waits until an instance has failed.</summary>
    /// <returns>Why.</returns>
    public async Task<string> FailureOfAsync(string instanceId)
    {
        var info = await EndOfAsync(instanceId);
        Assert.Equal(OrchestrationState.Failed, info.State);
        return info.Failure!;
    }
}

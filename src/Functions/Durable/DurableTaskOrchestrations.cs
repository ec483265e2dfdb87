using JobFlows.Workflows.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Durable;

/// <summary>
/// <see cref="IOrchestrationClient"/> on Durable Task. The host hands its client to every invocation by itself (<c>[DurableClient]</c>), so this
/// is given one before it is used; they are all alike.
/// </summary>
internal sealed class DurableTaskOrchestrations : IOrchestrationClient
{
    private volatile DurableTaskClient? client;

    private DurableTaskClient Client => client ?? throw new InvalidOperationException("no invocation has brought a Durable Task client yet");

    /// <summary>Uses this client from now on.</summary>
    public void Use(DurableTaskClient present) => client = present;

    /// <remarks>That a finished instance is replaced is set in host.json (<c>overridableExistingInstanceStates</c>).</remarks>
    public async Task StartAsync(string orchestrator, string instanceId, object input, CancellationToken cancellation = default)
    {
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, Payload.Of(input), new StartOrchestrationOptions(instanceId), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What a running instance is refused with differs between storage providers; that it runs is what counts.
            if (await GetAsync(instanceId, cancellation) is not { State: OrchestrationState.Running })
            {
                throw;
            }
        }
    }

    public async Task RaiseEventAsync(string instanceId, string name, object payload, CancellationToken cancellation = default)
    {
        try
        {
            await Client.RaiseEventAsync(instanceId, name, Payload.Of(payload), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Some storage providers refuse events for instances that are missing or finished: those are dropped.
            if (await GetAsync(instanceId, cancellation) is { State: OrchestrationState.Running })
            {
                throw;
            }
        }
    }

    public async Task<OrchestrationInfo?> GetAsync(string instanceId, CancellationToken cancellation = default)
    {
        // Inputs and outputs can be large; but why an instance failed comes only with them.
        var found = await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellation);
        if (found?.RuntimeStatus == OrchestrationRuntimeStatus.Failed)
        {
            found = await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation);
        }

        return found is null ? null : new OrchestrationInfo(found.InstanceId, found.Name, StateOf(found), found.FailureDetails?.ErrorMessage);
    }

    public async Task PurgeAsync(string instanceId, CancellationToken cancellation = default)
    {
        if (await GetAsync(instanceId, cancellation) is { State: not OrchestrationState.Running })
        {
            await Client.PurgeInstanceAsync(instanceId, options: null, cancellation);
        }
    }

    private static OrchestrationState StateOf(OrchestrationMetadata instance) => instance.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Completed => OrchestrationState.Completed,
        OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => OrchestrationState.Failed,
        _ => OrchestrationState.Running,
    };
}

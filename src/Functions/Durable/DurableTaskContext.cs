using System.Text.Json;
using JobFlows.Workflows.Durable;
using Microsoft.DurableTask;

namespace JobFlows.Functions.Durable;

/// <summary><see cref="IOrchestrationContext"/> on Durable Task. Payloads travel as <see cref="JsonElement"/>, so that what the worker is set to
/// serialize with makes no difference to them.</summary>
internal sealed class DurableTaskContext(TaskOrchestrationContext context) : IOrchestrationContext
{
    private readonly Dictionary<string, Task> waits = new(StringComparer.OrdinalIgnoreCase);

    public string InstanceId => context.InstanceId;

    public DateTimeOffset Now => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    public bool IsReplaying => context.IsReplaying;

    public Guid NewGuid() => context.NewGuid();

    public Task<TOutput> CallActivityAsync<TOutput>(string name, object input) =>
        ReadAsync<TOutput>(context.CallActivityAsync<JsonElement>(name, Payload.Of(input)));

    public Task<TOutput> CallChildAsync<TOutput>(string name, string instanceId, object input) =>
        ReadAsync<TOutput>(context.CallSubOrchestratorAsync<JsonElement>(name, Payload.Of(input), new SubOrchestrationOptions(new TaskOptions(), instanceId)));

    public Task CreateTimerAsync(DateTimeOffset at, CancellationToken cancellation) => context.CreateTimer(at.UtcDateTime, cancellation);

    /// <remarks>Durable Task serves the waits of one name last in, first out; so there is never a second one.</remarks>
    public Task<T> WaitForEventAsync<T>(string name)
    {
        if (waits.TryGetValue(name, out var standing) && !standing.IsCompleted)
        {
            return (Task<T>)standing;
        }

        var wait = ReadAsync<T>(context.WaitForExternalEvent<JsonElement>(name, CancellationToken.None));
        waits[name] = wait;
        return wait;
    }

    public void SendEvent(string instanceId, string name, object payload) => context.SendEvent(instanceId, name, Payload.Of(payload));

    public void ContinueAsNew(object input) => context.ContinueAsNew(Payload.Of(input), preserveUnprocessedEvents: true);

    private static async Task<T> ReadAsync<T>(Task<JsonElement> pending)
    {
        try
        {
            return Payload.To<T>(await pending);
        }
        catch (TaskFailedException e)
        {
            throw new ActivityFailedException(e.TaskName, e.FailureDetails.ErrorType, e.FailureDetails.ErrorMessage);
        }
    }
}

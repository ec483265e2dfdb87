namespace JobFlows.Workflows.Durable;

/// <summary>What an orchestrator may do. The rules are Durable Task's: the code is deterministic, and is replayed from history.</summary>
/// <remarks>
/// Orchestrators await only tasks from this context (and <c>Task.WhenAny</c>/<c>WhenAll</c> of them). Payloads are JSON by
/// <see cref="WorkflowJson"/>. Keep one standing wait for each event name.
/// </remarks>
public interface IOrchestrationContext
{
    /// <summary>This instance's ID.</summary>
    string InstanceId { get; }

    /// <summary>The time of the current step; the same on replay.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether the code is being replayed.</summary>
    bool IsReplaying { get; }

    /// <summary>A new GUID; the same on replay.</summary>
    Guid NewGuid();

    /// <summary>Runs an activity, at least once.</summary>
    /// <exception cref="ActivityFailedException">The activity threw.</exception>
    Task<TOutput> CallActivityAsync<TOutput>(string name, object input);

    /// <summary>Runs a child orchestration to its end.</summary>
    /// <exception cref="ActivityFailedException">The child failed.</exception>
    Task<TOutput> CallChildAsync<TOutput>(string name, string instanceId, object input);

    /// <summary>Ends at <paramref name="at"/> (at once if that is past), also across restarts, or is cancelled.</summary>
    Task CreateTimerAsync(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>The next event of that name; events that came before the wait are kept, in order. Names ignore case.</summary>
    Task<T> WaitForEventAsync<T>(string name);

    /// <summary>Sends an event to another instance. To an instance that is missing or finished it is dropped.</summary>
    void SendEvent(string instanceId, string name, object payload);

    /// <summary>Ends this run and starts the next with <paramref name="input"/> and an empty history; events not yet received are kept.
    /// The orchestrator returns right after it, with no activity, child or timer left open: Durable Task ends no execution before they have.</summary>
    void ContinueAsNew(object input);
}

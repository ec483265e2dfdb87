using System.Text.Json;
using JobFlows.Workflows.Durable;

namespace JobFlows.Engine.Execution;

/// <summary>A task of the context that hasn't ended: an activity, a child, a timer, or a wait for an event.</summary>
internal abstract class OpenTask
{
    /// <summary>Ends it with a JSON result. Continuations run before this returns.</summary>
    public abstract void Complete(ReadOnlyMemory<byte> result);

    /// <summary>Ends it with a failure. Continuations run before this returns.</summary>
    public abstract void Fail(string errorType, string message);
}

/// <summary>An activity, a child or a wait, with a result.</summary>
internal sealed class OpenTask<T>(string name) : OpenTask
{
    private readonly TaskCompletionSource<T> completion = new();

    public Task<T> Task => completion.Task;

    /// <inheritdoc/>
    public override void Complete(ReadOnlyMemory<byte> result)
    {
        T value;
        try
        {
            value = WorkflowJson.Read<T>(result.Span);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            completion.SetException(e);
            return;
        }

        completion.SetResult(value);
    }

    /// <inheritdoc/>
    public override void Fail(string errorType, string message) =>
        completion.SetException(new ActivityFailedException(name, errorType, message));
}

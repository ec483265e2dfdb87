using System.Collections.Concurrent;

namespace JobFlows.Workflows.Jobs;

/// <summary>Lets the request that created a Job wait until its first step has been carried out in this process.</summary>
public sealed class JobStarts
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Begins to wait for a Job. Call before its orchestration starts, and <see cref="Forget"/> at the end.</summary>
    public Task Expect(string jobUid) =>
        waiting.GetOrAdd(jobUid, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Says that a step of the Job has been carried out.</summary>
    public void Started(string jobUid)
    {
        if (waiting.TryGetValue(jobUid, out var waiter))
        {
            waiter.TrySetResult();
        }
    }

    /// <summary>Ends the wait for a Job.</summary>
    public void Forget(string jobUid) => waiting.TryRemove(jobUid, out _);
}

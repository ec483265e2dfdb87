using JobFlows.Workflows.Durable;

namespace JobFlows.Workflows.Jobs;

/// <summary>The signals of an orchestration, by one standing wait: Durable Task serves several waits of one name last in, first out.</summary>
internal sealed class Inbox(IOrchestrationContext context)
{
    private Task<JobSignal> next = context.WaitForEventAsync<JobSignal>(JobSignal.Name);

    /// <summary>Whether a signal is there.</summary>
    public bool HasMail => next.IsCompleted;

    /// <summary>Takes what is there.</summary>
    public IEnumerable<JobSignal> Take()
    {
        while (next.IsCompleted)
        {
            var signal = next.GetAwaiter().GetResult();
            next = context.WaitForEventAsync<JobSignal>(JobSignal.Name);
            yield return signal;
        }
    }

    /// <summary>Waits for a signal, or until the time.</summary>
    public Task WaitAsync(DateTimeOffset? until) => context.WaitAsync(next, until);
}

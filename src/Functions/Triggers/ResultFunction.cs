using JobFlows.Functions.Hosting;
using JobFlows.Pods.Queue.Server;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>What workers tell of pods: their states and endings.</summary>
internal sealed class ResultFunction(CloudHost host)
{
    /// <summary>The queue of <see cref="JobFlows.Pods.Queue.QueueNames.Results"/>, which a trigger has to name.</summary>
    public const string Queue = "jobflows-results";

    /// <summary>Records one message. One that can't be read is kept with the poison messages.</summary>
    [Function("result")]
    public async Task RunAsync(
        [QueueTrigger(Queue, Connection = CloudOptions.StorageSetting)] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var running = await host.WithAsync(client, cancellation);
        var queue = running.Pods as QueuePodRuntime ?? throw new InvalidOperationException("a worker tells of pods, but pods do not run on workers: JobFlows__Pods says so");
        await queue.HandleResultAsync(message, cancellation);
    }
}

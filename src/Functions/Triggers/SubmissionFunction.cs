using Azure.Storage.Queues.Models;
using JobFlows.Api.Submissions;
using JobFlows.Functions.Hosting;
using JobFlows.Functions.Submissions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>Jobs that are submitted as queue messages: a Job document each, in JSON or YAML.</summary>
internal sealed class SubmissionFunction(CloudHost host, PoisonQueue poison)
{
    /// <summary>Creates the Job. What can't become one is kept in the poison queue with the reason; when the host itself fails, the queue tries again.</summary>
    [Function("submission")]
    public async Task RunAsync(
        [QueueTrigger(PoisonQueue.Submissions, Connection = CloudOptions.StorageSetting)] QueueMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var running = await host.WithAsync(client, cancellation);
        if (await running.Api.SubmitAsync(message.MessageId, message.Body.ToMemory(), cancellation) is SubmissionResult.Refused { Status: var why })
        {
            await poison.KeepAsync(message.Body, why.Message ?? why.Reason ?? "refused", cancellation);
        }
    }
}

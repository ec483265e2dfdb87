using Azure.Core;
using Azure.Core.Pipeline;

namespace JobFlows.Storage.AzureStorage;

/// <summary>Tells an account's <see cref="StorageAvailability"/> how each try of each request went.</summary>
internal sealed class AvailabilityPolicy(StorageAvailability availability) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
        }
        catch (Exception e) when (!message.CancellationToken.IsCancellationRequested)
        {
            availability.Failed(ServiceOf(message), ReasonOf(e));
            throw;
        }

        Note(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception e) when (!message.CancellationToken.IsCancellationRequested)
        {
            availability.Failed(ServiceOf(message), ReasonOf(e));
            throw;
        }

        Note(message);
    }

    private static string ServiceOf(HttpMessage message) => $"{message.Request.Uri.Host}:{message.Request.Uri.Port}";

    private static string ReasonOf(Exception e) => e is OperationCanceledException ? "no answer" : e.Message.Split('\n')[0].TrimEnd();

    private void Note(HttpMessage message)
    {
        if (message.Response is { Status: 408 or 429 or >= 500 } refusal)
        {
            availability.Failed(ServiceOf(message), $"it answers {refusal.Status} {refusal.ReasonPhrase}".TrimEnd());
        }
        else
        {
            availability.Answered(ServiceOf(message));
        }
    }
}

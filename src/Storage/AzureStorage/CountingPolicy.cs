using Azure.Core;
using Azure.Core.Pipeline;

namespace JobFlows.Storage.AzureStorage;

/// <summary>Counts every request that is sent, each retry as one of its own.</summary>
internal sealed class CountingPolicy(StorageTransactions transactions, bool queues) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => transactions.Add(queues ? StorageOperation.Queue : Classify(message.Request));

    private static StorageOperation Classify(Request request)
    {
        if (request.Method == RequestMethod.Delete)
        {
            return StorageOperation.Free;
        }

        var isList = request.Uri.Query.Contains("comp=list", StringComparison.Ordinal);
        return request.Method == RequestMethod.Put || isList ? StorageOperation.Write : StorageOperation.Read;
    }
}

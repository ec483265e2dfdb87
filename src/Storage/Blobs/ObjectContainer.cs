using Azure.Storage.Blobs;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs;

/// <summary>The blob container of a store.</summary>
internal sealed class ObjectContainer(StorageAccount account, string name)
{
    /// <summary>For requests that can be tried again without knowing it.</summary>
    public BlobContainerClient Blobs { get; } = account.Blobs.GetBlobContainerClient(name);

    /// <summary>For requests whose every try matters.</summary>
    public BlobContainerClient Once { get; } = account.BlobsOnce.GetBlobContainerClient(name);

    /// <summary>The account's failure to answer, in words; other failures as they are.</summary>
    public Exception Explain(Exception failure) => Failures.MayPass(failure)
        ? new StoreUnavailableException((account.Explain(failure) ?? failure).Message.Split('\n')[0].TrimEnd(), failure)
        : failure;

    /// <summary>A blob's name, for messages.</summary>
    public string NameOf(string blob) => $"{Blobs.Name}/{blob}";
}

using Azure.Storage.Blobs;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Storage.Blobs;

/// <summary>The blob container of a store.</summary>
internal sealed class ObjectContainer(StorageAccount account, string name)
{
    /// <summary>For requests that can be tried again without knowing it.</summary>
    public BlobContainerClient Blobs { get; } = account.Blobs.GetBlobContainerClient(name);

    /// <summary>For requests whose every try matters.</summary>
    public BlobContainerClient Once { get; } = account.BlobsOnce.GetBlobContainerClient(name);

    /// <summary>A blob's name, for messages.</summary>
    public string NameOf(string blob) => $"{Blobs.Name}/{blob}";
}

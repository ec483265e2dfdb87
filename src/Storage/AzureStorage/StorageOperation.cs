namespace JobFlows.Storage.AzureStorage;

/// <summary>How Azure Storage bills an operation: each class has a price of its own (docs/adr/0007-objects-on-azure-storage.md).</summary>
public enum StorageOperation
{
    /// <summary>It is free: deletes.</summary>
    Free,

    /// <summary>Reads of blobs and their properties.</summary>
    Read,

    /// <summary>Writes of blobs; listing and creating containers cost the same.</summary>
    Write,

    /// <summary>Everything done to queues and their messages.</summary>
    Queue,
}

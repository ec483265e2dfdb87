namespace JobFlows.Storage.AzureStorage;

/// <summary>Counts the operations that Azure Storage bills, retries and refusals among them.</summary>
public sealed class StorageTransactions
{
    private readonly long[] counts = new long[Enum.GetValues<StorageOperation>().Length];

    /// <summary>All of them that cost something.</summary>
    public long Billed => this[StorageOperation.Read] + this[StorageOperation.Write] + this[StorageOperation.Queue];

    /// <summary>Those of one class.</summary>
    public long this[StorageOperation operation] => Interlocked.Read(ref counts[(int)operation]);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Billed} billed ({this[StorageOperation.Write]} blob writes, {this[StorageOperation.Read]} blob reads, {this[StorageOperation.Queue]} queue operations)";

    internal void Add(StorageOperation operation) => Interlocked.Increment(ref counts[(int)operation]);
}

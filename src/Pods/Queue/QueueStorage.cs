using Azure;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Pods.Queue;

/// <summary>The queues and the container that a server and its workers share.</summary>
internal sealed class QueueStorage
{
    private readonly StorageAccount account;
    private readonly QueueNames names;
    private readonly Lock gate = new();
    private Task? made;

    public QueueStorage(StorageAccount account, QueueNames names)
    {
        (this.account, this.names) = (account, names);
        Container = account.Blobs.GetBlobContainerClient(names.Container);
        Blobs = new MessageBlobs(Container);
        Pods = Queue(names.Pods);
        Results = Queue(names.Results);
        Claims = new ClaimStore(Container);
        Orders = new WorkerOrders(Container);
    }

    /// <summary>The blobs.</summary>
    public Azure.Storage.Blobs.BlobContainerClient Container { get; }

    /// <summary>Contents of large messages.</summary>
    public MessageBlobs Blobs { get; }

    /// <summary>Pods for workers.</summary>
    public MessageQueue Pods { get; }

    /// <summary>What workers tell.</summary>
    public MessageQueue Results { get; }

    /// <summary>Who may start what.</summary>
    public ClaimStore Claims { get; }

    /// <summary>What workers are told.</summary>
    public WorkerOrders Orders { get; }

    /// <summary>Makes what is missing, once, as far as that is allowed.</summary>
    public Task EnsureAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (made is null or { IsFaulted: true })
            {
                made = MakeAsync();
            }

            return made.WaitAsync(cancellation);
        }
    }

    private async Task MakeAsync()
    {
        await MakeAsync(() => Container.CreateIfNotExistsAsync());
        foreach (var name in (string[])[names.Pods, names.Results, QueueNames.PoisonOf(names.Pods), QueueNames.PoisonOf(names.Results)])
        {
            await MakeAsync(() => account.Queues.GetQueueClient(name).CreateIfNotExistsAsync());
        }
    }

    // A shared access signature for messages and blobs alone can't make queues: then the server has made them.
    private static async Task MakeAsync(Func<Task> make)
    {
        try
        {
            await make();
        }
        catch (RequestFailedException e) when (e.ErrorCode == "AuthorizationResourceTypeMismatch")
        {
        }
    }

    private MessageQueue Queue(string name) => new(account.Queues.GetQueueClient(name), account.Queues.GetQueueClient(QueueNames.PoisonOf(name)), Blobs);
}

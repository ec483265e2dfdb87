using Azure.Identity;
using JobFlows.Pods.Queue;
using JobFlows.Storage.AzureStorage;

namespace JobFlows.Cli.Hosting;

/// <summary>Where a worker gets its pods from.</summary>
/// <param name="Account">The storage account.</param>
/// <param name="Names">The names of the queues in it.</param>
internal sealed record QueueAddress(StorageAccount Account, QueueNames Names)
{
    private const string QueueHost = ".queue.";
    private const string BlobHost = ".blob.";

    /// <summary>
    /// Reads the value of <c>--queue</c>: the connection string of the storage account, or the URL of the queue of pods, with a shared access
    /// signature or, without one, for an identity of this machine.
    /// </summary>
    /// <exception cref="StorageAccountException">It is neither. The message repeats nothing of it.</exception>
    public static QueueAddress Parse(string text)
    {
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return new QueueAddress(StorageAccount.Parse(text), new QueueNames());
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !url.Host.Contains(QueueHost, StringComparison.Ordinal) || NamesOf(url) is not { } names)
        {
            throw new StorageAccountException(
                "the queue's URL can't be used: it is https://NAME.queue.core.windows.net/jobflows-pods, with or without a shared access signature; "
                + "for other hosts, an Azurite for example, give a connection string");
        }

        var queues = new Uri(url.GetLeftPart(UriPartial.Authority));
        var blobs = new UriBuilder(queues) { Host = url.Host.Replace(QueueHost, BlobHost, StringComparison.Ordinal) }.Uri;
        return new QueueAddress(
            url.Query.Length > 1
                ? StorageAccount.Parse($"BlobEndpoint={blobs};QueueEndpoint={queues};SharedAccessSignature={url.Query[1..]}")
                : StorageAccount.Of(blobs, queues, new DefaultAzureCredential()),
            names);
    }

    private static QueueNames? NamesOf(Uri url) => url.AbsolutePath.Trim('/') is { Length: > 0 } queue ? QueueNames.OfPods(queue) : new QueueNames();
}

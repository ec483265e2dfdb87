using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace JobFlows.Storage.AzureStorage;

/// <summary>One Azure Storage account, or an Azurite: the one place where its clients are made.</summary>
public sealed class StorageAccount
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);
    private static readonly HttpClientTransport Transport = new(new HttpClient(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
    }));

    private readonly Lazy<QueueServiceClient> queues;

    private StorageAccount(string connectionString, HttpPipelinePolicy? policy)
    {
        Availability = new(() => Description);
        Blobs = new BlobServiceClient(connectionString, Options(new BlobClientOptions(), policy));
        var once = Options(new BlobClientOptions(), policy);
        once.Retry.MaxRetries = 0;
        BlobsOnce = new BlobServiceClient(connectionString, once);
        queues = new(() => QueuesOf(connectionString, Options(new QueueClientOptions(), policy, queues: true)));
    }

    private StorageAccount(Uri blobs, Uri queues, TokenCredential credential)
    {
        Availability = new(() => Description);
        Blobs = new BlobServiceClient(blobs, credential, Options(new BlobClientOptions(), policy: null));
        var once = Options(new BlobClientOptions(), policy: null);
        once.Retry.MaxRetries = 0;
        BlobsOnce = new BlobServiceClient(blobs, credential, once);
        this.queues = new(() => new QueueServiceClient(queues, credential, Options(new QueueClientOptions(), policy: null, queues: true)));
    }

    /// <summary>What has been asked of it so far.</summary>
    public StorageTransactions Transactions { get; } = new();

    /// <summary>Whether it answers.</summary>
    public StorageAvailability Availability { get; }

    /// <summary>Where its blobs are, for messages.</summary>
    public string Description => $"the storage account at {Blobs.Uri.GetLeftPart(UriPartial.Path)}";

    /// <summary>Its blobs. What fails for a reason that may pass is tried again.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Its blobs, each request tried once: for callers that have to know of each try.</summary>
    public BlobServiceClient BlobsOnce { get; }

    /// <summary>Its queues. Messages are sent as they are, without Base64.</summary>
    /// <exception cref="StorageAccountException">The connection string is of one for blobs alone.</exception>
    public QueueServiceClient Queues => queues.Value;

    /// <summary>An account that an identity has roles in, instead of a key.</summary>
    /// <param name="blobs">Its blob endpoint, such as <c>https://NAME.blob.core.windows.net</c>.</param>
    /// <param name="queues">Its queue endpoint.</param>
    /// <param name="credential">The identity.</param>
    public static StorageAccount Of(Uri blobs, Uri queues, TokenCredential credential) => new(blobs, queues, credential);

    /// <summary>Reads a connection string; <c>UseDevelopmentStorage=true</c> is the Azurite on this machine. Nothing is connected to yet.</summary>
    /// <exception cref="StorageAccountException">It is none.</exception>
    public static StorageAccount Parse(string connectionString) => Parse(connectionString, policy: null);

    /// <summary>The same with a policy that sees each try of each request.</summary>
    internal static StorageAccount Parse(string connectionString, HttpPipelinePolicy? policy)
    {
        try
        {
            var account = new StorageAccount(connectionString, policy);
            if (account.Blobs.Uri.Scheme is "http" or "https")
            {
                return account;
            }
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // Its message may repeat what it could not read, so it goes nowhere.
        }

        throw new StorageAccountException(
            "the storage connection string can't be read: it is 'UseDevelopmentStorage=true', or "
            + "'DefaultEndpointsProtocol=https;AccountName=NAME;AccountKey=KEY;EndpointSuffix=core.windows.net' as the Azure portal shows it");
    }

    /// <summary>An error that whoever configured the account can mend, in words that say so; null for others.</summary>
    public StorageAccountException? Explain(Exception exception)
    {
        var answers = exception is AggregateException all ? all.Flatten().InnerExceptions : (IEnumerable<Exception>)[exception];
        return answers.OfType<RequestFailedException>().LastOrDefault() switch
        {
            { Status: 0 } unreachable => new($"{Description} can't be reached: {FirstLine(unreachable.InnerException ?? unreachable)}", exception),
            { Status: 401 or 403 } refused => new($"{Description} does not accept the key: {refused.Status} {refused.ErrorCode}", exception),
            { } failed => new($"{Description} answers {failed.Status} {failed.ErrorCode}", exception),
            null when answers.Any(one => one is OperationCanceledException) && exception is AggregateException => new($"{Description} does not answer", exception),
            null => null,
        };
    }

    /// <summary>Whether a request failed, after all tries, because storage does not answer or is too busy: <see cref="Availability"/> has told it by then.</summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException all => all.InnerExceptions.All(one => IsAway(one) || one is OperationCanceledException),
        _ => false,
    };

    private static QueueServiceClient QueuesOf(string connectionString, QueueClientOptions options)
    {
        try
        {
            return new(connectionString, options);
        }
        catch (Exception e) when (e is NullReferenceException or FormatException or ArgumentException)
        {
            // The SDK's answer to a connection string with a blob endpoint and a signature, but no queue endpoint.
            throw new StorageAccountException("the storage connection string names no queue endpoint");
        }
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].TrimEnd();

    private T Options<T>(T options, HttpPipelinePolicy? policy, bool queues = false)
        where T : ClientOptions
    {
        options.Transport = Transport;
        options.Retry.NetworkTimeout = LongestRequest;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);

        // Requests are not spans of anybody's trace, and what is logged of them could hold names of users' objects.
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        options.AddPolicy(new CountingPolicy(Transactions, queues), HttpPipelinePosition.PerRetry);
        options.AddPolicy(new AvailabilityPolicy(Availability), HttpPipelinePosition.PerRetry);
        if (policy is not null)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return options;
    }
}

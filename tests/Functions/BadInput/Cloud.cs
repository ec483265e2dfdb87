using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using JobFlows.Api.Authentication;
using JobFlows.Azurite;
using JobFlows.Functions.Authentication;
using JobFlows.Functions.Hosting;
using JobFlows.Functions.Submissions;
using JobFlows.Functions.Tests.Authentication;
using JobFlows.Functions.Triggers;
using JobFlows.Storage.AzureStorage;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace JobFlows.Functions.Tests.BadInput;

/// <summary>The cloud host on Azurite, with an issuer of tokens of its own; Durable Task takes everything and does nothing.</summary>
public sealed class Cloud : IAsyncLifetime
{
    /// <summary>The tokens' audience.</summary>
    public const string Audience = "api://jobflows";

    private readonly Mock<DurableTaskClient> client = new("hub");
    private AzuriteServer azurite = null!;

    internal Issuer Issuer { get; private set; } = null!;

    internal ApiFunction Api { get; private set; } = null!;

    internal SubmissionFunction Submissions { get; private set; } = null!;

    /// <summary>How often a host was started.</summary>
    public int Starts { get; private set; }

    internal DurableTaskClient Client => client.Object;

    private StorageAccount Account => StorageAccount.Parse(azurite.ConnectionString);

    /// <summary>The queue of what was refused.</summary>
    public QueueClient Poison => Account.Queues.GetQueueClient(PoisonQueue.Name);

    /// <summary>The objects.</summary>
    public BlobContainerClient Objects => Account.Blobs.GetBlobContainerClient("jobflows-objects");

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        Issuer = await Issuer.StartAsync();
        client.Setup(one => one.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync("started");
        Restart();
    }

    public async Task DisposeAsync()
    {
        await Issuer.DisposeAsync();
        await azurite.DisposeAsync();
    }

    /// <summary>Another process of the app, on the same storage.</summary>
    public void Restart()
    {
        var options = new CloudOptions { Entra = new EntraOptions { Authority = Issuer.Url, Audience = Audience } };
        var start = new CloudStart(options, Account, TimeProvider.System, NullLoggerFactory.Instance);
        var host = new CloudHost((orchestrations, cancellation) =>
        {
            Starts++;
            return start.StartAsync(orchestrations, cancellation);
        });
        Api = new ApiFunction(host, CloudAuthentication.Of(options, NullLoggerFactory.Instance), NullLogger<ApiFunction>.Instance);
        Submissions = new SubmissionFunction(host, new PoisonQueue(Account.Queues));
    }

    /// <summary>Asks the API, and reads its answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="authorization">The header, or null for none.</param>
    /// <param name="body">JSON, or null for none.</param>
    public async Task<(int Code, string Body)> AskAsync(string method, string path, string? authorization, string? body = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path;
        http.Request.ContentType = body is null ? null : "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        http.Request.Headers.Authorization = authorization;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await Api.RunAsync(http.Request, Client);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}

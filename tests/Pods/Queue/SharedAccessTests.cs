using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage;
using Azure.Storage.Queues;
using Azure.Storage.Sas;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Azurite;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Queue;
using JobFlows.Storage.AzureStorage;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Queue;

/// <summary>Workers that have a shared access signature instead of the account's key.</summary>
public sealed class SharedAccessTests : IClassFixture<SharedAzurite>, IAsyncLifetime
{
    private const string Enough = "rwdaup";

    private readonly SharedAzurite azurite;
    private readonly QueueHome home;
    private readonly ReportLog reports = new();

    public SharedAccessTests(SharedAzurite azurite) => (this.azurite, home) = (azurite, new QueueHome(azurite.ConnectionString));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await home.DisposeAsync();

    [Fact]
    public async Task Worker_RunsPodsOfLargeMessagesAndStopsThem()
    {
        await using var server = home.Open(reports, new MemoryObjectStore());
        var large = MakePod("large", "echo $0; exit 3", new string('x', 100_000));
        var endless = MakePod("endless", "sleep 1000", "");
        await server.StartAsync([large, endless]);
        home.StartWorker(account: Account(Enough, AccountSasResourceTypes.Container | AccountSasResourceTypes.Object));

        Assert.Equal(3, (await reports.StoppedAsync(Ref(large))).Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        using var log = new MemoryStream();
        Assert.True(await server.ReadLogAsync(Ref(large), new LogQuery { Container = "main" }, log));
        Assert.Equal("hello\n", Encoding.UTF8.GetString(log.ToArray()));
        await reports.RunningAsync(Ref(endless));
        await server.StopAsync(Ref(endless), TimeSpan.Zero);
        await reports.StoppedAsync(Ref(endless));
        Assert.True(home.Troubles.Count == 0, string.Join("\n", home.Troubles));
    }

    [Fact]
    public async Task Worker_ThatMayMakeNoQueues_KeepsPoisonMessages()
    {
        await home.Storage.EnsureAsync(CancellationToken.None);
        await home.Account.Queues.GetQueueClient(home.Names.Pods).SendMessageAsync("no JSON");

        home.StartWorker(account: Account(Enough, AccountSasResourceTypes.Object));

        var poison = home.Account.Queues.GetQueueClient(QueueNames.PoisonOf(home.Names.Pods));
        while ((await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0)
        {
            await Task.Delay(20);
        }

        Assert.Equal("no JSON", (string?)JsonNode.Parse((await poison.PeekMessageAsync()).Value.MessageText)!["message"]);
    }

    [Theory]
    [InlineData("r", "403 AuthorizationPermissionMismatch")]
    [InlineData("expired", "403 AuthorizationFailure")]
    public async Task Worker_WithTooLittle_SaysSoAtItsStart(string permissions, string code)
    {
        var expired = permissions == "expired";
        var account = Account(expired ? Enough : permissions, AccountSasResourceTypes.All, expired ? TimeSpan.FromHours(-1) : TimeSpan.FromHours(1));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => new QueueStorage(account, home.Names).EnsureAsync(CancellationToken.None));

        Assert.EndsWith(code, account.Explain(error)!.Message);
    }

    private StorageAccount Account(string permissions, AccountSasResourceTypes resources, TimeSpan? lifetime = null)
    {
        var builder = new AccountSasBuilder
        {
            Services = AccountSasServices.Blobs | AccountSasServices.Queues,
            ResourceTypes = resources,
            Protocol = SasProtocol.HttpsAndHttp,
            ExpiresOn = DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromHours(1)),
        };
        builder.SetPermissions(permissions);
        var signature = builder.ToSasQueryParameters(new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key));
        return StorageAccount.Parse($"BlobEndpoint={azurite.BlobEndpoint};QueueEndpoint={azurite.QueueEndpoint};SharedAccessSignature={signature}");
    }

    private static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    private static Pod MakePod(string name, string script, string ballast) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString(), Annotations = new Dictionary<string, string> { ["ballast"] = ballast } },
        Spec = new PodSpec { RestartPolicy = "Never", Containers = [new Container { Name = "main", Image = "busybox", Command = ["sh", "-c", script, "hello"] }] },
        Status = new PodStatus { Phase = "Pending" },
    };
}

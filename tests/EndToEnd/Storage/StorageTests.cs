using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using JobFlows.EndToEnd.Crash;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;
using Xunit.Abstractions;

namespace JobFlows.EndToEnd.Storage;

/// <summary><c>serve --storage</c>: the objects are kept on Azurite.</summary>
public sealed class StorageTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private readonly OwnAzurite azurite = new();

    public Task InitializeAsync() => azurite.InitializeAsync();

    public Task DisposeAsync() => azurite.DisposeAsync();

    [Fact]
    public async Task Job_ServerKilledOnItsWay_RunsEveryIndexOnce()
    {
        const int Indexes = 60;
        await using var server = await ServerProcess.StartAsync("process", "--storage", azurite.Server.ConnectionString);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "runs")).FullName;
        using (var api = server.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("killed", RunRecord.Script(folder, "sleep 0.1"), spec =>
            {
                spec.Sized(10, Indexes).Indexed();
                spec["backoffLimit"] = 0;
            }));
        }

        for (var kill = 1; kill <= 3; kill++)
        {
            await Wait.UntilAsync("some ends", () => RunRecord.CountEnds(folder) >= kill * Indexes / 5);
            await server.KillAsync();
            await server.StartAsync();
        }

        using var again = server.Client();
        var job = await again.UntilAsync(Jobs, "killed", one => one.Condition("Complete") is not null || one.Condition("Failed") is not null);
        Assert.NotNull(job.Condition("Complete"));
        Assert.Equal(Indexes, job.Number("status", "succeeded"));
        Assert.Equal($"0-{Indexes - 1}", job.Text("status", "completedIndexes"));
        Assert.All(Enumerable.Range(0, Indexes), index => Assert.Single(RunRecord.Read(folder, index).Starts));
    }

    [NeedsFact("kubectl")]
    public async Task Server_WithAnotherDataFolder_FindsTheObjects()
    {
        var revision = "";
        await using (var first = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString))
        {
            using var api = first.Client();
            await api.PostAsync(Jobs, Documents.Job("kept", "exit 0"));
            revision = (await api.UntilAsync(Jobs, "kept", one => one.Condition("Complete") is not null)).Text("metadata", "resourceVersion");
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString);
        Assert.Equal($"{revision} 1", await KubectlAsync(second, "get", "job", "kept", "-o", "jsonpath={.metadata.resourceVersion} {.status.succeeded}"));
        await KubectlAsync(second, "delete", "job", "kept");
        Assert.Empty(await KubectlAsync(second, "get", "pods", "-o", "name"));
    }

    [Fact]
    public async Task Job_OfAThousandInstantPods_CostsFewTransactions()
    {
        await using var server = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString);
        using var api = server.Client();
        await api.PostAsync(Jobs, Documents.Job("warm", "exit 0", spec => spec.Sized(10, 10).Indexed()));
        await api.UntilAsync(Jobs, "warm", one => one.Condition("Complete") is not null);
        var before = azurite.Server.Requests.Count;

        await api.PostAsync(Jobs, Documents.Job("big", "exit 0", spec => spec.Sized(100, 1000).Indexed()));
        var job = await api.UntilAsync(Jobs, "big", one => one.Condition("Complete") is not null);

        Assert.Equal(1000, job.Number("status", "succeeded"));
        var requests = azurite.Server.Requests.Skip(before).ToList();
        var appends = requests.Count(request => request.Contains("comp=appendblock", StringComparison.Ordinal));
        output.WriteLine($"1,000 instant pods: {requests.Count} billed operations, {appends} of them appends: {requests.Count / 1000.0} for a pod");
        Assert.InRange(requests.Count, 10, 1000);
    }

    [Theory]
    [InlineData("nonsense", "the storage connection string can't be read")]
    [InlineData("wrong key", "does not accept the key: 403 AuthorizationFailure")]
    [InlineData("nobody there", "can't be reached: Connection refused")]
    public async Task Storage_Unusable_IsSaidInOneLineWithoutTheKey(string what, string message)
    {
        const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
        var connection = what switch
        {
            "wrong key" => azurite.Server.ConnectionStringWith(Key),
            "nobody there" => $"AccountName=name;AccountKey={Key};BlobEndpoint=http://127.0.0.1:9/name",
            _ => $"{what};AccountKey={Key}",
        };
        var folder = Directory.CreateTempSubdirectory("jobflows-e2e-").FullName;
        await using var serve = RunningCommand.Start(
            "dotnet",
            ["exec", Checkout.Program, "serve", "--data", folder, "--listen", "https://127.0.0.1:0"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["JOBFLOWS_STORAGE"] = connection });

        var ended = await serve.EndAsync();

        Directory.Delete(folder, recursive: true);
        Assert.Equal((3, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_Damaged_IsSaidWithThePositionAndNothingStarts()
    {
        await using (var first = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString))
        {
            using var api = first.Client();
            await api.PostAsync(Jobs, Documents.Job("kept", "exit 0"));
            await api.UntilAsync(Jobs, "kept", one => one.Condition("Complete") is not null);
            await first.StopAsync();
        }

        var log = await ChangeLogAsync();
        var folder = Directory.CreateTempSubdirectory("jobflows-e2e-").FullName;
        await using var serve = RunningCommand.Start(
            "dotnet",
            ["exec", Checkout.Program, "serve", "--pods", "instant", "--data", folder, "--listen", "https://127.0.0.1:0"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["JOBFLOWS_STORAGE"] = azurite.Server.ConnectionString });

        var ended = await serve.EndAsync();

        Directory.Delete(folder, recursive: true);
        Assert.Equal((3, ""), (ended.ExitCode, ended.Output));
        Assert.Matches(
            $"the object store is damaged: jobflows-objects/{log} at byte [0-9]+: the checksum of a record is wrong",
            Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Help_StorageInTheEnvironment_IsNotShown()
    {
        await using var help = RunningCommand.Start(
            "dotnet",
            ["exec", Checkout.Program, "serve", "--help"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["JOBFLOWS_STORAGE"] = azurite.Server.ConnectionString });

        var shown = (await help.EndAsync()).Succeeded().Output;

        Assert.Contains("--storage", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", shown, StringComparison.Ordinal);
    }

    /// <summary>Changes a byte near the end of the log.</summary>
    /// <returns>The log's name.</returns>
    private async Task<string> ChangeLogAsync()
    {
        var container = new BlobContainerClient(azurite.Server.ConnectionString, "jobflows-objects");
        var log = "";
        await foreach (var blob in container.GetBlobsAsync(prefix: "log/"))
        {
            log = blob.Name;
        }

        var client = container.GetAppendBlobClient(log);
        var bytes = (await client.DownloadContentAsync()).Value.Content.ToArray();
        bytes[^20] ^= 1;
        await client.DeleteAsync();
        await client.CreateAsync();
        using var changed = new MemoryStream(bytes);
        await client.AppendBlockAsync(changed);
        return log;
    }

    private static async Task<string> KubectlAsync(ServerProcess server, params IReadOnlyList<string> arguments)
    {
        await using var command = Kubectl.Start(server, "default", arguments, input: null);
        return (await command.EndAsync()).Succeeded().Output.Trim();
    }
}

using System.Text.Json.Nodes;
using JobFlows.Azurite;
using JobFlows.EndToEnd.Crash;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;
using Xunit.Abstractions;

namespace JobFlows.EndToEnd.Storage;

/// <summary>An Azurite that is killed, and has forgotten the last of what it had accepted when it comes back.</summary>
public sealed class LostWritesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Indexes = 40;
    private const int Parallelism = 4;
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string Pods = "/api/v1/namespaces/default/pods";
    private readonly OwnAzurite azurite = new();

    public Task InitializeAsync() => azurite.InitializeAsync();

    public Task DisposeAsync() => azurite.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Job_StorageForgetsTheLastOfIt_EndsWithEveryIndexCountedOnce(bool isServerKilled)
    {
        await using var server = await ServerProcess.StartAsync("process", "--storage", azurite.Server.ConnectionString);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "runs")).FullName;
        using var api = server.Client();
        await api.PostAsync(Jobs, Documents.Job("kept", RunRecord.Script(folder, "sleep 0.3"), spec =>
        {
            spec.Sized(Parallelism, Indexes).Indexed();
            spec["backoffLimit"] = 0;
        }));
        await Wait.UntilAsync("some ends", () => RunRecord.CountEnds(folder) >= 4);
        var moment = await azurite.Server.SavePointAsync();
        var before = RunRecord.CountEnds(folder);
        await Wait.UntilAsync("more ends", () => RunRecord.CountEnds(folder) >= before + Parallelism + 2 || RunRecord.CountEnds(folder) >= Indexes - 2);
        await api.PostAsync("/api/v1/namespaces/default/configmaps", JsonNode.Parse("""{"metadata":{"name":"forgotten"}}""")!);
        var revision = (await api.GetAsync(Pods)).Text("metadata", "resourceVersion")!;

        await azurite.Server.KillAsync();
        await moment.RestoreAsync();
        if (isServerKilled)
        {
            await server.KillAsync();
        }

        await azurite.Server.RestartAsync();
        if (isServerKilled)
        {
            await server.StartAsync();
        }

        // The server that lives notices by itself, and is away for a moment then.
        await Wait.UntilAsync("the new beginning", () => server.Output.Contains("has lost writes", StringComparison.Ordinal));
        var job = await UntilAsync(api, one => one.Condition("Complete") is not null || one.Condition("Failed") is not null);
        Assert.NotNull(job.Condition("Complete"));
        Assert.Equal(Indexes, job.Number("status", "succeeded"));
        Assert.Equal($"0-{Indexes - 1}", job.Text("status", "completedIndexes"));
        Assert.All(Enumerable.Range(0, Indexes), index => Assert.InRange(RunRecord.Read(folder, index).Ends.Count, 1, 2));
        var pods = (await api.GetAsync(Pods)).List("items");
        Assert.Equal(Indexes, pods.Count(pod => pod.Text("status", "phase") == "Succeeded"));
        Assert.Equal(Indexes, pods.Select(pod => pod.Text("metadata", "annotations", "batch.kubernetes.io/job-completion-index")).Distinct().Count());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await api.SendAsync(HttpMethod.Get, "/api/v1/namespaces/default/configmaps/forgotten")).Code);

        // Who has seen what is forgotten is told to list again, also when there are as many revisions once more.
        var changes = await FirstChangesAsync(api, revision);
        Assert.Equal(("ERROR", 410), (changes.Text("type"), changes.Number("object", "code")));

        var line = Assert.Single(server.Output.Split('\n'), one => one.Contains("has lost writes", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        output.WriteLine($"{line}\n{RunRecord.CountEnds(folder)} runs for {Indexes} indexes");
    }

    [Fact]
    public async Task Server_OnAnotherDataFolderAndBack_BeginsWithTheObjects()
    {
        await using var first = await ServerProcess.StartAsync("manual", "--storage", azurite.Server.ConnectionString);
        using (var api = first.Client())
        {
            await api.PostAsync(Jobs, Documents.Job("kept", "exit 0", spec => spec.Sized(2, 4).Indexed()));
        }

        await first.StopAsync();
        await using (var second = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString))
        {
            using var api = second.Client();
            await UntilAsync(api, one => one.Condition("Complete") is not null);
            await second.StopAsync();
        }

        await first.StartAsync();

        using var again = first.Client();
        var job = await UntilAsync(again, one => one.Condition("Complete") is not null);
        Assert.Equal(4, job.Number("status", "succeeded"));
        Assert.Contains("another server has had the object store", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_AwayForAWhile_IsToldOnceAndAnsweredWith503()
    {
        await using var server = await ServerProcess.StartAsync("instant", "--storage", azurite.Server.ConnectionString);
        using var api = server.Client();
        await azurite.Server.SavePointAsync();
        await azurite.Server.KillAsync();

        using (var read = await api.ResponseAsync(new HttpRequestMessage(HttpMethod.Get, Pods)))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, read.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), read.Headers.RetryAfter?.Delta);
            var status = JsonNode.Parse(await read.Content.ReadAsStringAsync())!;
            Assert.Equal(("Status", "Failure", "ServiceUnavailable"), (status.Text("kind"), status.Text("status"), status.Text("reason")));
        }

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, (await api.SendAsync(HttpMethod.Get, "/readyz")).Code);
        await Wait.UntilAsync("the word of it", () => server.Output.Contains("can't be reached", StringComparison.Ordinal));

        // A client that asks again, as Kubernetes' clients do, gets what it wants when storage is back.
        var job = Documents.Job("kept", "exit 0", spec => spec.Sized(2, 4).Indexed());
        var created = Wait.UntilAsync("the Job's creation", async () => (int)(await api.SendAsync(HttpMethod.Post, Jobs, job)).Code is 201 or 409);
        await azurite.Server.RestartAsync();
        await created;
        await UntilAsync(api, one => one.Condition("Complete") is not null);

        var lines = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("JobFlows ready", StringComparison.Ordinal)).ToList();
        output.WriteLine(string.Join('\n', lines));
        Assert.Collection(
            lines,
            line => Assert.Matches("the storage account at .* can't be reached: ", line),
            line => Assert.Matches("the storage account at .* answers again, after [0-9]+ s", line));
    }

    private static Task<JsonNode> UntilAsync(ApiClient api, Func<JsonNode, bool> wanted) => Wait.ForAsync("the Job", async () =>
    {
        try
        {
            var answer = await api.SendAsync(HttpMethod.Get, $"{Jobs}/kept");
            return (int)answer.Code == 200 && wanted(answer.Json) ? answer.Json : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    });

    private static async Task<JsonNode> FirstChangesAsync(ApiClient api, string revision)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        await foreach (var change in api.WatchAsync(Pods, revision, timeout.Token))
        {
            return change;
        }

        throw new InvalidOperationException("the watch has ended");
    }
}

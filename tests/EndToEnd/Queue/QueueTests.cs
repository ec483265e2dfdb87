using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.Azurite;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;
using Xunit.Abstractions;

namespace JobFlows.EndToEnd.Queue;

/// <summary>A server with its objects on Azurite and workers that take its pods from a queue there.</summary>
public sealed class QueueTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private AzuriteServer? azurite;
    private ServerProcess? server;

    private string Storage => azurite!.ConnectionString;

    private ServerProcess Server => server!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        server = await ServerProcess.StartAsync("queue", "--storage", Storage);
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }

    [Fact]
    public async Task Job_AWorkerAndTheServerKilledOnTheWay_EveryIndexIsCountedOnce()
    {
        const int indexes = 500;
        const int room = 8;
        var folder = Directory.CreateDirectory(Path.Combine(Server.Folder, "runs")).FullName;
        await using var doomed = await WorkerProcess.StartAsync(Storage, "--room", $"{room}", "--lease", "3s");
        await using var other = await WorkerProcess.StartAsync(Storage, "--room", $"{room}", "--lease", "3s");
        using (var first = Server.Client())
        {
            await first.PostAsync(Jobs, Documents.Job("killed", $"echo $JOBFLOWS_POD_UID >> {folder}/runs; sleep 0.1; echo $JOB_COMPLETION_INDEX done", spec =>
            {
                spec.Sized(40, indexes).Indexed()["backoffLimit"] = 0;

                // What a lost worker did to its pods is not the Job's fault; any other failure would show as a failed Job.
                spec["podFailurePolicy"] = new JsonObject
                {
                    ["rules"] = new JsonArray(new JsonObject { ["action"] = "Ignore", ["onPodConditions"] = new JsonArray(new JsonObject { ["type"] = "DisruptionTarget", ["status"] = "True" }) }),
                };
            }));
        }

        await RunsAsync(folder, indexes / 5);
        await doomed.KillAsync();
        await RunsAsync(folder, indexes / 2);
        await Server.KillAsync();
        await Server.StartAsync();

        using var api = Server.Client();
        var job = await api.UntilAsync(Jobs, "killed", one => one.Condition("Complete") is not null || one.Condition("Failed") is not null, TimeSpan.FromMinutes(4));
        Assert.NotNull(job.Condition("Complete"));
        Assert.Equal(indexes, job.Number("status", "succeeded"));
        Assert.Equal(0, job.Number("status", "failed"));
        Assert.Equal($"0-{indexes - 1}", job.Text("status", "completedIndexes"));

        // A pod is run once or not at all; those that the dead worker had, or had not yet told the end of, are replaced by other pods.
        var runs = await File.ReadAllLinesAsync(Path.Combine(folder, "runs"));
        Assert.Equal(runs.Length, runs.Distinct().Count());
        output.WriteLine($"{runs.Length} pods ran for {indexes} indexes");
        Assert.InRange(runs.Length, indexes, indexes + (indexes / 5));
        await AssertLogAsync(api, "killed", index: indexes - 1);
        Assert.Equal(0, await other.StopAsync());
    }

    [Fact]
    public async Task Job_OfPodsThatDoNothing_CostsFewOperations()
    {
        var indexes = int.Parse(Environment.GetEnvironmentVariable("JOBFLOWS_COST_INDEXES") is { Length: > 0 } given ? given : "1000", CultureInfo.InvariantCulture);
        await using var one = await WorkerProcess.StartAsync(Storage, "--room", "16");
        await using var other = await WorkerProcess.StartAsync(Storage, "--room", "16");
        using var api = Server.Client();
        var before = azurite!.Requests.Count;

        await api.PostAsync(Jobs, Documents.Job("cheap", "true", spec => spec.Sized(indexes / 10, indexes).Indexed()));
        await api.UntilAsync(Jobs, "cheap", job => job.Condition("Complete") is not null, TimeSpan.FromMinutes(15));

        var bill = StorageBill.Of(azurite.Requests.Skip(before));
        output.WriteLine($"{indexes} pods: {bill}; {(double)bill.Total / indexes:0.00} for each pod");
        Assert.InRange(bill.Total, indexes / 20, 3 * indexes);
    }

    [Fact]
    public async Task Job_StorageAwayWhileItRuns_EndsAndIsToldOnce()
    {
        await using var worker = await WorkerProcess.StartAsync(Storage);
        var (started, go) = (Path.Combine(Server.Folder, "started"), Path.Combine(Server.Folder, "go"));
        using var api = Server.Client();
        await api.PostAsync(Jobs, Documents.Job("kept", $"touch {started}; until [ -e {go} ]; do sleep 0.05; done"));
        await api.UntilAsync(Jobs, "kept", job => job.Number("status", "ready") == 1);
        await azurite!.SavePointAsync();

        await azurite.KillAsync();
        await Wait.UntilAsync("the word of it", () => worker.Errors.Count > 0 && Server.Output.Contains("can't be reached", StringComparison.Ordinal));
        await File.WriteAllTextAsync(go, "");
        await azurite.RestartAsync();

        var job = await Wait.ForAsync("the Job's end", async () =>
            await api.SendAsync(HttpMethod.Get, $"{Jobs}/kept") is { } answer && (int)answer.Code == 200 && answer.Json.Condition("Complete") is not null ? answer.Json : null, 5 * Wait.Deadline);
        Assert.Equal((1, 0), (job.Number("status", "succeeded"), job.Number("status", "failed")));
        output.WriteLine(string.Join('\n', worker.Errors) + "\n" + Server.Output);
        Assert.Collection(
            worker.Errors,
            line => Assert.Matches("^jobflows worker: the storage account at .* can't be reached: ", line),
            line => Assert.Matches("^jobflows worker: the storage account at .* answers again, after [0-9]+ s", line));
        Assert.Equal(2, Server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => !line.StartsWith("JobFlows ready", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pod_StorageAwayForLongerThanItsLease_IsStopped()
    {
        // Long enough for all tries of a renewal to fail before it is given up.
        await using var worker = await WorkerProcess.StartAsync(Storage, "--lease", "30s");
        var mark = Path.Combine(Server.Folder, "process");
        using var api = Server.Client();
        await api.PostAsync(Jobs, Documents.Job("cut", $"echo $$ > {mark}.new; mv {mark}.new {mark}; while :; do touch {mark}; sleep 0.05; done"));
        await Wait.UntilAsync("the pod's start", () => File.Exists(mark));

        await azurite!.KillAsync();

        await Wait.UntilAsync("the word of it", () => worker.Errors.Any(line => line.Contains("could not be kept; its pods are stopped", StringComparison.Ordinal)));
        await Wait.UntilAsync("the pod's end", async () =>
        {
            File.Delete(mark);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            return !File.Exists(mark);
        });
        await azurite.RestartAsync();
    }

    [Fact]
    public async Task Delete_JobThatRunsOnAWorker_StopsItsPods()
    {
        await using var worker = await WorkerProcess.StartAsync(Storage);
        var mark = Path.Combine(Server.Folder, "running");
        using var api = Server.Client();
        await api.PostAsync(Jobs, Documents.Job("deleted", $"trap 'rm {mark}; exit 0' TERM; touch {mark}; while :; do sleep 0.05; done"));
        await Wait.UntilAsync("the pod's start", () => File.Exists(mark));

        await api.DeleteAsync($"{Jobs}/deleted?propagationPolicy=Background");

        await Wait.UntilAsync("the pod's end", () => !File.Exists(mark));
        await Wait.UntilAsync("the pod's deletion", async () => (await api.GetAsync("/api/v1/namespaces/default/pods")).List("items").Count == 0);
    }

    [Fact]
    public async Task Serve_QueueWithoutStorage_SaysWhatIsMissing()
    {
        await using var command = RunningCommand.Start("dotnet", ["exec", Checkout.Program, "serve", "--data", Path.Combine(Server.Folder, "other"), "--pods", "queue"]);

        var result = await command.EndAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("--pods queue needs --storage", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--queue (or JOBFLOWS_QUEUE) is needed")]
    [InlineData("nonsense", "the storage connection string can't be read")]
    [InlineData("https://secret.example.com/jobflows-pods?sig=secret", "the queue's URL can't be used")]
    [InlineData("https://secret.queue.core.windows.net/secret?sig=secret", "the queue's URL can't be used")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;", "can't be reached")]
    public async Task Worker_QueueThatCanNotBeUsed_SaysWhy(string queue, string reason)
    {
        await using var command = RunningCommand.Start("dotnet", ["exec", Checkout.Program, "worker"], new Dictionary<string, string> { ["JOBFLOWS_QUEUE"] = queue });

        var result = await command.EndAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error.Replace("JOBFLOWS", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Task RunsAsync(string folder, int count) => Wait.UntilAsync(
        $"{count} runs", () => File.Exists(Path.Combine(folder, "runs")) && File.ReadAllLines(Path.Combine(folder, "runs")).Length >= count, TimeSpan.FromMinutes(3));

    private static async Task AssertLogAsync(ApiClient api, string job, int index)
    {
        var pods = (await api.GetAsync($"/api/v1/namespaces/default/pods?labelSelector=job-name%3D{job}")).List("items");
        var pod = pods.First(one => one.Text("metadata", "annotations", "batch.kubernetes.io/job-completion-index") == $"{index}" && one.Text("status", "phase") == "Succeeded");
        Assert.Equal($"{index} done\n", (await api.SendAsync(HttpMethod.Get, $"/api/v1/namespaces/default/pods/{pod.Name()}/log")).Text);
    }
}

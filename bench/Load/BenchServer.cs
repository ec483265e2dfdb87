using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Load;

/// <summary>A server under load, and the measuring of what it does.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly ServerProcess process;
    private int made;

    private BenchServer(ServerProcess process)
    {
        this.process = process;
        Api = process.Client();
    }

    public ApiClient Api { get; }

    /// <summary>The memory that the server holds now, in bytes.</summary>
    public long MemoryNow => ProcessTable.Memory(process.Id)!.Value;

    /// <summary>Another client of the server, with connections of its own.</summary>
    public ApiClient NewClient() => process.Client();

    /// <summary>A folder for the scenario's files.</summary>
    public string Folder => process.Folder;

    /// <summary>Starts one.</summary>
    /// <param name="pods">What runs the pods.</param>
    public static async Task<BenchServer> StartAsync(string pods) => new(await ServerProcess.StartAsync(pods));

    /// <summary>A name that has not been used before.</summary>
    public string NewName() => $"bench-{Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A new namespace.</summary>
    public async Task<string> NewNamespaceAsync()
    {
        var name = NewName();
        await Api.PostAsync("/api/v1/namespaces", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } });
        return name;
    }

    /// <summary>Runs an Indexed Job in a namespace of its own.</summary>
    /// <returns>The seconds from before its POST until the client saw it complete.</returns>
    public Task<double> RunIndexedAsync(int completions, int parallelism, params string[] command) => RunIndexedAsync(completions, parallelism, _ => { }, command);

    /// <summary>Runs an Indexed Job, changed before it is sent, in a namespace of its own.</summary>
    /// <returns>The seconds from before its POST until the client saw it complete.</returns>
    public async Task<double> RunIndexedAsync(int completions, int parallelism, Action<JsonObject> change, params string[] command)
    {
        var name = NewName();
        var jobs = Jobs(await NewNamespaceAsync());
        var job = BenchJobs.Indexed(name, completions, parallelism, command);
        change(job);
        var watch = Stopwatch.StartNew();
        await Api.PostAsync(jobs, job);
        var ended = await Api.UntilAsync(jobs, name, one => one.Condition("Complete") is not null || one.Condition("Failed") is not null, Patience);
        var seconds = watch.Elapsed.TotalSeconds;
        return ended.Condition("Complete") is not null && ended.Number("status", "succeeded") == completions
            ? seconds
            : throw new InvalidOperationException($"the Job did not complete: {ended["status"]!.ToJsonString()}");
    }

    /// <summary>Waits until so many Jobs of a namespace have completed.</summary>
    public async Task AllCompleteAsync(string @namespace, int count)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var list = await Api.GetAsync(Jobs(@namespace));
        var complete = list.List("items").Where(IsComplete).Select(job => job.Name()).ToHashSet(StringComparer.Ordinal);
        if (complete.Count == count)
        {
            return;
        }

        await foreach (var change in Api.WatchAsync(Jobs(@namespace), list.Text("metadata", "resourceVersion")!, timeout.Token))
        {
            var job = change["object"]!;
            if (IsComplete(job) && complete.Add(job.Name()) && complete.Count == count)
            {
                return;
            }
        }

        throw new InvalidOperationException($"the watch ended after {complete.Count} of {count} Jobs");
    }

    /// <summary>The path of a namespace's Jobs.</summary>
    public static string Jobs(string @namespace) => $"/apis/batch/v1/namespaces/{@namespace}/jobs";

    /// <summary>The most memory that the server, and the supervisor of its pods, have held so far.</summary>
    public IReadOnlyList<Figure> Memory(string scenario)
    {
        var figures = new List<Figure> { Peak(scenario, "peak memory of the server", process.Id) };
        if (process.SupervisorId is { } supervisor)
        {
            figures.Add(Peak(scenario, "peak memory of the supervisor", supervisor));
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await process.DisposeAsync();
    }

    private static Figure Peak(string scenario, string what, int id) =>
        new(scenario, what, $"{ProcessTable.PeakMemory(id) / (1024 * 1024)} MB", "400 MB");

    private static bool IsComplete(JsonNode job) => job.Condition("Complete") is not null;
}

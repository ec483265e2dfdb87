using System.Globalization;
using System.Text.Json.Nodes;

namespace JobFlows.Upstream.Tests.Harness;

/// <summary>One Job: what it has been seen to be, revision by revision, and the kubelet's part for its pods.</summary>
internal sealed class ObservedJob
{
    private const string Finalizer = "batch.kubernetes.io/job-tracking";
    private const string IndexKey = "batch.kubernetes.io/job-completion-index";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int names;
    private readonly ControlPlane plane;
    private JsonNode seen;

    private ObservedJob(ControlPlane plane, JsonNode created)
    {
        (this.plane, seen) = (plane, created);
        Name = (string)created["metadata"]!["name"]!;
        Uid = (string)created["metadata"]!["uid"]!;
    }

    public string Name { get; }

    public string Uid { get; }

    public string Path => $"{ApiClient.Jobs}/{Name}";

    /// <summary>The Job as last seen while waiting.</summary>
    public JsonNode Seen => seen;

    public static async Task<ObservedJob> CreateAsync(ControlPlane plane, string spec, string? name = null)
    {
        var body = JsonNode.Parse(spec)!;
        var template = Child(body, "template");
        var pod = Child(template, "spec");
        pod["restartPolicy"] ??= "Never";
        pod["containers"] ??= new JsonArray(new JsonObject { ["name"] = "main-container", ["image"] = "foo" });
        var created = await plane.Api.PostAsync(ApiClient.Jobs, new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = name ?? $"test-job-{Interlocked.Increment(ref names)}" },
            ["spec"] = body,
        });
        return new ObservedJob(plane, created);
    }

    /// <summary>Waits for the next revision with these numbers, and checks that as many pods are there with the tracking finalizer.</summary>
    public async Task CountsAsync(Counts wanted)
    {
        await UntilAsync($"{wanted}", job => Counts.Of(job) == wanted);
        Assert.Equal(wanted.Active, (await PodsAsync(pod => IsActive(pod) && IsTracked(pod))).Count);
    }

    /// <summary>Waits for the next revision with these numbers.</summary>
    public Task CountsOnlyAsync(Counts wanted) => UntilAsync($"{wanted}", job => Counts.Of(job) == wanted);

    /// <summary>Checks the indexes of the status as last seen, and those of the active pods, in all three places that name them.</summary>
    public async Task IndexesAsync(IEnumerable<int> active, string completed, string? failed)
    {
        Assert.Equal(completed, (string?)seen["status"]!["completedIndexes"] ?? "");
        Assert.Equal(failed, (string?)seen["status"]!["failedIndexes"]);
        var pods = await PodsAsync(IsActive);
        Assert.Equal(active, pods.Select(IndexOf).Order());
        Assert.All(pods, pod => Assert.Equal($"{IndexOf(pod)}", (string?)pod["metadata"]!["labels"]![IndexKey]));
        Assert.All(pods, pod => Assert.Equal($"{Name}-{IndexOf(pod)}", (string?)pod["spec"]!["hostname"]));
    }

    /// <summary>Waits until a condition is True, and says its reason.</summary>
    public async Task<string?> ConditionAsync(string type)
    {
        await UntilAsync(type, job => Condition(job, type) is not null);
        return (string?)Condition(seen, type)!["reason"];
    }

    /// <summary>Waits for the end of the Job, which has to be of this kind and reason, with the interim condition of that kind, these numbers, and no
    /// pod that still carries the tracking finalizer.</summary>
    public async Task EndsAsync(string type, string reason, Counts counts)
    {
        Assert.Equal(reason, await ConditionAsync(type));
        Assert.Equal(reason, (string?)Condition(seen, type == "Complete" ? "SuccessCriteriaMet" : "FailureTarget")!["reason"]);
        Assert.Equal(counts, Counts.Of(seen));
        await UntrackedAsync();
        Assert.Equal(counts, Counts.Of(await plane.Api.GetAsync(Path)));
    }

    /// <summary>Waits until no pod of the Job carries the tracking finalizer.</summary>
    public Task UntrackedAsync() => PodsUntilAsync("no pod is tracked", pods => !pods.Any(IsTracked));

    /// <summary>Waits, by watching, until the Job is as wanted, looking at each of its revisions in order.</summary>
    public async Task UntilAsync(string what, Func<JsonNode, bool> wanted)
    {
        if (wanted(seen))
        {
            return;
        }

        using var timeout = new CancellationTokenSource(Patience);
        var passed = new List<string> { Brief(seen) };
        try
        {
            var revision = (string)seen["metadata"]!["resourceVersion"]!;
            await foreach (var job in plane.Api.WatchAsync($"{ApiClient.Jobs}?fieldSelector=metadata.name%3D{Name}", revision, timeout.Token))
            {
                seen = job;
                passed.Add(Brief(job));
                if (wanted(job))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        Assert.Fail($"{what} did not come; the status was\n{string.Join('\n', passed)}");
    }

    /// <summary>Waits, by watching, until the pods of the Job, also those it has let go of, are as wanted.</summary>
    public async Task PodsUntilAsync(string what, Func<IReadOnlyList<JsonNode>, bool> wanted)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var list = await plane.Api.GetAsync($"{ApiClient.Pods}?labelSelector=batch.kubernetes.io%2Fcontroller-uid%3D{Uid}");
                if (wanted([.. list["items"]!.AsArray().Select(pod => pod!)]))
                {
                    return;
                }

                await foreach (var _ in plane.Api.WatchAsync(ApiClient.Pods, (string)list["metadata"]!["resourceVersion"]!, timeout.Token))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"it did not come that {what}");
        }
    }

    /// <summary>The pods that the Job controls and that fit, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<JsonNode>> PodsAsync(Func<JsonNode, bool> fits)
    {
        var items = (await plane.Api.GetAsync(ApiClient.Pods))["items"]!.AsArray().Select(pod => pod!);
        return [.. items.Where(pod => Owners(pod).Any(owner => (string?)owner!["uid"] == Uid) && fits(pod)).OrderBy(CreatedAt)];
    }

    /// <summary>The pod that is active in an index.</summary>
    public async Task<JsonNode> PodAtAsync(int index) => Assert.Single(await PodsAsync(pod => IsActive(pod) && IndexOf(pod) == index));

    /// <summary>Ends the active pod in an index.</summary>
    public async Task EndAtAsync(int index, string phase) => await WriteStatusAsync(await PodAtAsync(index), Ended(phase));

    /// <summary>Ends so many pods that haven't ended.</summary>
    public async Task EndAsync(string phase, int count) => await EndAsync(Ended(phase), count);

    /// <summary>Writes a status to so many pods that haven't ended.</summary>
    public async Task EndAsync(JsonNode status, int count)
    {
        var pods = (await PodsAsync(IsActive)).Take(count).ToList();
        Assert.Equal(count, pods.Count);
        await Task.WhenAll(pods.Select(pod => WriteStatusAsync(pod, status)));
    }

    /// <summary>Makes so many more pods ready.</summary>
    public async Task ReadyAsync(int count) =>
        await Task.WhenAll((await PodsAsync(IsActive)).Take(count).Select(pod => WriteStatusAsync(
            pod, JsonNode.Parse("""{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}""")!)));

    /// <summary>Deletes all its pods.</summary>
    public async Task DeletePodsAsync()
    {
        foreach (var pod in await PodsAsync(IsActive))
        {
            await plane.Api.DeleteAsync($"{ApiClient.Pods}/{pod["metadata"]!["name"]}");
        }
    }

    public async Task WriteStatusAsync(JsonNode pod, JsonNode status) => await plane.Api.UpdateAsync(
        $"{ApiClient.Pods}/{pod["metadata"]!["name"]}",
        current =>
        {
            foreach (var (field, value) in status.AsObject())
            {
                current["status"]![field] = value?.DeepClone();
            }
        },
        "/status");

    public async Task ChangeAsync(Action<JsonNode> change) => await plane.Api.UpdateAsync(Path, job => change(job["spec"]!));

    /// <summary>The status of a pod whose only container has ended now.</summary>
    public JsonNode Ended(string phase, int exitCode = 0) => new JsonObject
    {
        ["phase"] = phase,
        ["containerStatuses"] = new JsonArray(new JsonObject
        {
            ["name"] = "main-container",
            ["state"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["finishedAt"] = Now() } },
        }),
    };

    public static bool IsActive(JsonNode pod) => (string?)pod["status"]!["phase"] is "Pending" or "Running";

    public static bool IsTracked(JsonNode pod) => pod["metadata"]!["finalizers"]?.AsArray().Any(one => (string?)one == Finalizer) == true;

    public static int IndexOf(JsonNode pod) => int.Parse((string)pod["metadata"]!["annotations"]![IndexKey]!, CultureInfo.InvariantCulture);

    public static DateTimeOffset CreatedAt(JsonNode pod) => DateTimeOffset.Parse((string)pod["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture);

    public static JsonNode? Condition(JsonNode job, string type) => job["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(one => (string?)one!["type"] == type && (string?)one["status"] == "True");

    private static string Brief(JsonNode job) => job["status"]?.ToJsonString() ?? "none";

    private static IEnumerable<JsonNode?> Owners(JsonNode pod) => pod["metadata"]!["ownerReferences"]?.AsArray() ?? [];

    private static JsonNode Child(JsonNode parent, string name) => parent[name] ??= new JsonObject();

    private string Now() => plane.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

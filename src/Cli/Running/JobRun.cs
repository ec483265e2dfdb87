using System.Globalization;
using System.Text.Json.Nodes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Cli.Running;

/// <summary>Follows one submitted Job: shows its pods' logs and warnings, and says how it ended.</summary>
internal sealed class JobRun(ApiClient api, IPodRuntime logReader, JsonNode job, bool isAlone, Screen screen)
{
    private readonly string name = (string)job["metadata"]!["name"]!;
    private readonly string uid = (string)job["metadata"]!["uid"]!;
    private readonly string @namespace = (string)job["metadata"]!["namespace"]!;
    private readonly bool showsPod = !isAlone || (int?)job["spec"]!["parallelism"] > 1 || (int?)job["spec"]!["completions"] > 1;
    private readonly bool showsContainer = ContainersOf(job["spec"]!["template"]!["spec"]!) > 1;
    private readonly Dictionary<string, (int Runs, Task Last)> logs = new(StringComparer.Ordinal);

    /// <summary>Runs until the Job has finished and all its logs are shown.</summary>
    /// <returns>Whether it completed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if ((bool?)job["spec"]!["suspend"] == true)
        {
            screen.Warning($"job/{name} is suspended, so it waits, and nothing here can resume it; set suspend to false, or use serve and kubectl");
        }

        using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pods = FollowPodsAsync(finished.Token);
        var warnings = FollowWarningsAsync(finished.Token);
        var (completed, summary) = await FollowJobAsync(cancellation);
        await finished.CancelAsync();
        await Task.WhenAll(Quietly(pods), Quietly(warnings));

        // Pods that ended between the last look and the Job's end.
        var last = await api.GetAsync(PodsPath, cancellation);
        foreach (var pod in last["items"]!.AsArray())
        {
            ShowLogs(pod!, cancellation);
        }

        await Task.WhenAll(logs.Values.Select(log => log.Last));
        screen.Line(summary);
        return completed;
    }

    private string PodsPath => $"/api/v1/namespaces/{@namespace}/pods?labelSelector=batch.kubernetes.io%2Fcontroller-uid%3D{uid}";

    private async Task<(bool Completed, string Summary)> FollowJobAsync(CancellationToken cancellation)
    {
        await foreach (var current in api.FollowAsync($"/apis/batch/v1/namespaces/{@namespace}/jobs?fieldSelector=metadata.name%3D{name}", cancellation))
        {
            var end = current["status"]?["conditions"]?.AsArray().FirstOrDefault(condition =>
                (string?)condition!["type"] is "Complete" or "Failed" && (string?)condition["status"] == "True");
            if (end is not null)
            {
                return ((string?)end["type"] == "Complete", Summary(current, end));
            }
        }

        throw new InvalidOperationException("the watch of the Job ended");
    }

    private string Summary(JsonNode current, JsonNode end)
    {
        var status = current["status"]!;
        var wanted = (int?)current["spec"]!["completions"];
        var began = (string?)status["startTime"];
        var ended = (string?)status["completionTime"] ?? (string?)end["lastTransitionTime"];
        var seconds = began is null || ended is null ? "" : $", {(Time(ended) - Time(began)).TotalSeconds:0}s";
        var message = (string?)end["type"] == "Failed" ? $" {(string?)end["message"]};" : "";
        return $"job/{name} {(string?)end["type"]} ({(string?)end["reason"]}):{message} {(int?)status["succeeded"] ?? 0}{(wanted is null ? "" : $"/{wanted}")} succeeded, {(int?)status["failed"] ?? 0} failed{seconds}";
    }

    private async Task FollowPodsAsync(CancellationToken cancellation)
    {
        await foreach (var pod in api.FollowAsync(PodsPath, cancellation))
        {
            ShowLogs(pod, CancellationToken.None);
        }
    }

    private void ShowLogs(JsonNode pod, CancellationToken cancellation)
    {
        foreach (var status in Statuses(pod))
        {
            // Runs that came and went between two looks are shown as well, each after the one before it.
            var started = status["state"]?["running"] is not null || status["state"]?["terminated"] is not null;
            var runs = ((int?)status["restartCount"] ?? 0) + (started ? 1 : 0);
            var container = $"{pod["metadata"]!["uid"]}/{status["name"]}";
            var (shown, last) = logs.GetValueOrDefault(container, (0, Task.CompletedTask));
            for (; shown < runs; shown++)
            {
                last = ShowLogAsync(last, pod, (string)status["name"]!, shown, cancellation);
            }

            logs[container] = (shown, last);
        }
    }

    /// <summary>Shows the log of one run of a container, which a client of the API can't ask for once there are two newer ones.</summary>
    private async Task ShowLogAsync(Task before, JsonNode pod, string container, int run, CancellationToken cancellation)
    {
        await before;
        var metadata = pod["metadata"]!;
        await using var output = new LineStream(screen, Prefix((string)metadata["name"]!, container));
        await logReader.ReadLogAsync(
            new PodRef(@namespace, (string)metadata["name"]!, (string)metadata["uid"]!),
            new LogQuery { Container = container, Run = run, Follow = true },
            output,
            cancellation);
    }

    private string Prefix(string pod, string container) => (showsPod, showsContainer) switch
    {
        (true, true) => $"[{pod} {container}] ",
        (true, false) => $"[{pod}] ",
        (false, true) => $"[{container}] ",
        _ => "",
    };

    private static int ContainersOf(JsonNode podSpec) =>
        (podSpec["containers"]?.AsArray().Count ?? 0) + (podSpec["initContainers"]?.AsArray().Count ?? 0);

    private static IEnumerable<JsonNode> Statuses(JsonNode pod) =>
        (pod["status"]?["initContainerStatuses"]?.AsArray() ?? []).Concat(pod["status"]?["containerStatuses"]?.AsArray() ?? []).OfType<JsonNode>();

    private async Task FollowWarningsAsync(CancellationToken cancellation)
    {
        await foreach (var what in api.FollowAsync($"/api/v1/namespaces/{@namespace}/events?fieldSelector=type%3DWarning,involvedObject.kind%3DPod", cancellation))
        {
            var subject = (string?)what["involvedObject"]?["name"] ?? "";
            if (subject.StartsWith(name + "-", StringComparison.Ordinal))
            {
                screen.Warning($"pod/{subject}: {(string?)what["reason"]}: {(string?)what["message"]}");
            }
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }
}

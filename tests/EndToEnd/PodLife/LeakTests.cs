using System.Globalization;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodLife;

/// <summary>
/// What many pods leave behind, counted: nothing. <c>JOBFLOWS_LEAK_PODS</c> says how many; 1,000 unless it does.
/// </summary>
public sealed class LeakTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    // Connections of clients and pooled handles come and go; a leak is one for each pod.
    private const int Slack = 20;

    private static readonly int Pods = int.Parse(Environment.GetEnvironmentVariable("JOBFLOWS_LEAK_PODS") ?? "1000", CultureInfo.InvariantCulture);

    [NeedsFact("bwrap")]
    public async Task ManyPods_LeaveNothing()
    {
        await using var server = await ServerProcess.StartAsync("process");
        using var api = server.Client();
        await RunAsync(api, "first", 100);
        var supervisor = server.SupervisorId!.Value;
        var before = await SettledAsync(server, supervisor);

        await RunAsync(api, "many", Pods);

        var after = await SettledAsync(server, supervisor);
        Assert.InRange(after.ServerDescriptors, 0, before.ServerDescriptors + Slack);
        Assert.InRange(after.SupervisorDescriptors, 0, before.SupervisorDescriptors + Slack);
        Assert.Equal((0, 0, before.Mounts), (after.Processes, after.Groups, after.Mounts));
        Assert.Equal(0, after.Folders);
    }

    // Half of the pods have a volume, and every one leaves a process behind.
    private static async Task RunAsync(ApiClient api, string name, int pods)
    {
        foreach (var (job, count) in ((string, int)[])[($"{name}-plain", pods / 2), ($"{name}-volume", pods - (pods / 2))])
        {
            await api.PostAsync(Jobs, Documents.Job(job, "setsid sleep 1000 & exit 0", spec =>
            {
                spec.Sized(50, count).Indexed();
                if (job.EndsWith("volume", StringComparison.Ordinal))
                {
                    spec.WithData("emptyDir", []);
                }
            }));
        }

        foreach (var job in (string[])[$"{name}-plain", $"{name}-volume"])
        {
            await api.UntilAsync(Jobs, job, one => one.Condition("Complete") is not null, TimeSpan.FromMinutes(20));
            await api.DeleteAsync($"{Jobs}/{job}?propagationPolicy=Background");
        }

        await Wait.UntilAsync("the end of the pods", async () => (await api.GetAsync("/api/v1/namespaces/default/pods?limit=1")).List("items").Count == 0, TimeSpan.FromMinutes(5));
    }

    // Folders are deleted in the background.
    private static async Task<Count> SettledAsync(ServerProcess server, int supervisor)
    {
        await Wait.UntilAsync("the deletion of the folders", () => Take(server, supervisor) is { Folders: 0, Processes: 0, Groups: 0 }, TimeSpan.FromMinutes(5));
        return Take(server, supervisor);
    }

    private static Count Take(ServerProcess server, int supervisor) => new(
        Directory.GetFileSystemEntries($"/proc/{server.Id}/fd").Length,
        Directory.GetFileSystemEntries($"/proc/{supervisor}/fd").Length,
        Directory.EnumerateDirectories("/proc").Count(folder => int.TryParse(Path.GetFileName(folder), out var id) && ProcessTable.Parent(id) == supervisor),
        Directory.EnumerateDirectories($"/proc/{supervisor}/task").Max(thread => Lines(Path.Combine(thread, "mountinfo"))),
        PodGroups.Of(Path.Combine(server.Data, "pods")).Count,
        Folders(Path.Combine(server.Data, "pods")));

    // Those of pods, and of Jobs whose logs are kept.
    private static int Folders(string pods) =>
        Directory.GetDirectories(pods).Count(folder => !Path.GetFileName(folder).StartsWith('.')) + (Directory.Exists(Path.Combine(pods, ".jobs")) ? Directory.GetDirectories(Path.Combine(pods, ".jobs")).Length : 0);

    // The thread that mounts has a mount namespace of its own; another may just have ended.
    private static int Lines(string file)
    {
        try
        {
            return File.ReadLines(file).Count();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private sealed record Count(int ServerDescriptors, int SupervisorDescriptors, int Processes, int Mounts, int Groups, int Folders);
}

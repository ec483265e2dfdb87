using System.Globalization;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl logs.</summary>
public sealed class LogsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Logs_Finished_ShowsAllLinesOrTheLastOnes()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("counted", "for i in 1 2 3 4 5; do echo line $i; done; echo and an error >&2"));
        await ns.ConditionAsync("counted", "Complete");

        var all = (await ns.KubectlAsync("logs", "job/counted")).Succeeded().Lines;
        Assert.Equal(["and an error", "line 1", "line 2", "line 3", "line 4", "line 5"], all.Order());
        Assert.Equal(all.TakeLast(2), (await ns.KubectlAsync("logs", "job/counted", "--tail=2")).Succeeded().Lines);
        Assert.Empty((await ns.KubectlAsync("logs", "job/counted", "--tail=0")).Succeeded().Output);
        Assert.Equal(all, (await ns.KubectlAsync("logs", "job/counted", "--since=1h")).Succeeded().Lines);
        Assert.Equal("line 1\nli", (await ns.KubectlAsync("logs", "job/counted", "--limit-bytes=9")).Succeeded().Output.TrimEnd('\n'));
    }

    [NeedsFact("kubectl")]
    public async Task Logs_Follow_ShowsLinesAsTheyComeAndEndsWithThePod()
    {
        var ns = await server.NamespaceAsync();
        var gate = Path.Combine(ns.Folder("gate"), "open");
        await ns.CreateAsync(Documents.Job("followed", $"echo before; while [ ! -e {gate} ]; do sleep 0.05; done; echo after"));

        await using var logs = ns.StartKubectl("logs", "-f", "job/followed");
        await logs.LineAsync(line => line == "before");
        await File.WriteAllTextAsync(gate, "");
        await logs.LineAsync(line => line == "after");
        (await logs.EndAsync()).Succeeded();
    }

    [NeedsFact("kubectl")]
    public async Task Logs_TimestampsAndSince_TellTheTimes()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("timed", "echo early; sleep 2.1; echo late"));
        var job = await ns.ConditionAsync("timed", "Complete");

        var lines = (await ns.KubectlAsync("logs", "job/timed", "--timestamps")).Succeeded().Lines.Select(line => line.Split(' ', 2)).ToList();
        Assert.Equal(["early", "late"], lines.Select(line => line[1]));
        var times = lines.Select(line => DateTimeOffset.Parse(line[0], CultureInfo.InvariantCulture)).ToList();
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(2), $"{times[0]:O} and {times[1]:O} are 2.1 s apart");
        Assert.InRange(times[0], DateTimeOffset.Parse(job.Text("status", "startTime")!, CultureInfo.InvariantCulture), times[1]);

        var since = times[1].UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(["late"], (await ns.KubectlAsync("logs", "job/timed", $"--since-time={since}")).Succeeded().Lines);
    }

    [NeedsFact("kubectl")]
    public async Task Logs_SeveralPods_SaysWhichOneOrShowsAll()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("many", "echo index $JOB_COMPLETION_INDEX", spec => spec.Sized(2, 2)["completionMode"] = "Indexed"));
        await ns.ConditionAsync("many", "Complete");

        var one = (await ns.KubectlAsync("logs", "job/many")).Succeeded();
        Assert.Matches("^Found 2 pods, using pod/many-[01]-[a-z0-9]{5}\n$", one.Error);
        Assert.Single(one.Lines);
        Assert.Equal(["index 0", "index 1"], (await ns.KubectlAsync("logs", "-l", "job-name=many")).Succeeded().Lines.Order());
    }

    [NeedsFact("kubectl")]
    public async Task Logs_WrongContainer_SaysSo()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("single", "exit 0"));
        await ns.ConditionAsync("single", "Complete");
        var pod = (await ns.PodsOfAsync("single"))[0].Name();

        var result = await ns.KubectlAsync("logs", pod, "-c", "other");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"container other is not valid for pod {pod}", result.Error, StringComparison.Ordinal);
    }
}

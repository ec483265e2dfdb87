using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl describe.</summary>
public sealed class DescribeTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task DescribeJob_Complete_ShowsStatusTemplateAndEvents()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("described", "exit 0", spec => spec.Sized(2, 3)["completionMode"] = "Indexed"));
        await ns.ConditionAsync("described", "Complete");

        var text = await Wait.ForAsync("the last event", async () =>
            (await ns.KubectlAsync("describe", "job", "described")).Succeeded().Output is var all && all.Contains("Job completed", StringComparison.Ordinal) ? all : null);
        Assert.Matches(@"(?m)^Name:\s+described$", text);
        Assert.Matches($@"(?m)^Namespace:\s+{ns.Name}$", text);
        Assert.Matches(@"(?m)^Parallelism:\s+2$", text);
        Assert.Matches(@"(?m)^Completions:\s+3$", text);
        Assert.Matches(@"(?m)^Completion Mode:\s+Indexed$", text);
        Assert.Matches(@"(?m)^Pods Statuses:\s+0 Active \(0 Ready\) / 3 Succeeded / 0 Failed$", text);
        Assert.Matches(@"(?m)^Completed Indexes:\s+0-2$", text);
        Assert.Matches(@"(?m)^\s+Image:\s+busybox:1\.36$", text);
        Assert.Matches(@"(?m)^\s+Normal\s+SuccessfulCreate\s+\S+\s+job-controller\s+Created pod: described-0-[a-z0-9]{5}$", text);
        Assert.Matches(@"(?m)^\s+Normal\s+Completed\s+\S+\s+job-controller\s+Job completed$", text);
    }

    [NeedsFact("kubectl")]
    public async Task DescribeJob_Failed_ShowsWhy()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("doomed", "exit 7", spec => spec["backoffLimit"] = 0));
        await ns.ConditionAsync("doomed", "Failed");

        var text = await Wait.ForAsync("the event", async () =>
            (await ns.KubectlAsync("describe", "job", "doomed")).Succeeded().Output is var all && all.Contains("BackoffLimitExceeded", StringComparison.Ordinal) ? all : null);
        Assert.Matches(@"(?m)^Pods Statuses:\s+0 Active \(0 Ready\) / 0 Succeeded / 1 Failed$", text);
        Assert.Matches(@"(?m)^\s+Warning\s+BackoffLimitExceeded\s+\S+\s+job-controller\s+Job has reached the specified backoff limit$", text);
        var pod = (await ns.KubectlAsync("describe", "pods", "-l", "job-name=doomed")).Succeeded().Output;
        Assert.Matches(@"(?m)^Status:\s+Failed$", pod);
        Assert.Matches(@"(?m)^Controlled By:\s+Job/doomed$", pod);
        Assert.Matches(@"(?m)^\s+Exit Code:\s+7$", pod);
    }
}

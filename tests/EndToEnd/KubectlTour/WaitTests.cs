using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl wait.</summary>
public sealed class WaitTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Wait_Complete_EndsWhenItIs()
    {
        var ns = await server.NamespaceAsync();
        var gate = Path.Combine(ns.Folder("gate"), "open");
        await ns.CreateAsync(Documents.Job("gated", $"while [ ! -e {gate} ]; do sleep 0.05; done"));
        await ns.RunningPodsAsync("gated", 1);

        await using var wait = ns.StartKubectl("wait", "--for=condition=complete", "job/gated", "--timeout=60s");
        await File.WriteAllTextAsync(gate, "");
        Assert.Equal("job.batch/gated condition met\n", (await wait.EndAsync()).Succeeded().Output);
        Assert.NotNull((await ns.JobAsync("gated")).Condition("Complete"));
        // What holds already is not waited for.
        (await ns.KubectlAsync("wait", "--for=condition=complete", "job/gated", "--timeout=60s")).Succeeded();
        (await ns.KubectlAsync("wait", "--for=jsonpath={.status.succeeded}=1", "job/gated", "--timeout=60s")).Succeeded();
    }

    [NeedsFact("kubectl")]
    public async Task Wait_Failed_EndsWhenItHas()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("doomed", "exit 1", spec => spec["backoffLimit"] = 0));

        Assert.Equal("job.batch/doomed condition met\n", (await ns.KubectlAsync("wait", "--for=condition=failed", "job/doomed", "--timeout=60s")).Succeeded().Output);
        Assert.NotNull((await ns.JobAsync("doomed")).Condition("Failed"));
    }

    [NeedsFact("kubectl")]
    public async Task Wait_Delete_EndsWhenItIsGone()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("leaving", "exit 0", spec => spec["suspend"] = true));

        await using var wait = ns.StartKubectl("wait", "--for=delete", "job/leaving", "--timeout=60s");
        (await ns.KubectlAsync("delete", "job", "leaving", "--wait=false")).Succeeded();
        (await wait.EndAsync()).Succeeded();
        await ns.GoneAsync("leaving");
    }

    [NeedsFact("kubectl")]
    public async Task Wait_NeverComplete_TimesOut()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("asleep", "exit 0", spec => spec["suspend"] = true));

        var result = await ns.KubectlAsync("wait", "--for=condition=complete", "job/asleep", "--timeout=1s");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("error: timed out waiting for the condition on jobs/asleep\n", result.Error);
    }

    [NeedsTheory("kubectl")]
    [InlineData("condition=Suspended")]
    [InlineData("condition=suspended=true")]
    [InlineData("jsonpath={.spec.suspend}=true")]
    [InlineData("jsonpath={.status.conditions[?(@.type==\"Suspended\")].status}=True")]
    [InlineData("jsonpath={.status.conditions}")]
    [InlineData("create")]
    public async Task Wait_ForWhatHolds_EndsAtOnce(string what)
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("held");

        Assert.Equal("job.batch/held condition met\n", (await ns.KubectlAsync("wait", $"--for={what}", "job/held", "--timeout=60s")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Wait_Create_EndsWhenItIsThere()
    {
        var ns = await server.NamespaceAsync();

        await using var wait = ns.StartKubectl("wait", "--for=create", "job/coming", "--timeout=60s");
        await ns.SuspendedAsync("coming");
        Assert.Equal("job.batch/coming condition met\n", (await wait.EndAsync()).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Wait_ConditionFalse_EndsWhenItIsResumed()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("resumed");

        await using var wait = ns.StartKubectl("wait", "--for=condition=Suspended=false", "job/resumed", "--timeout=60s");
        (await ns.KubectlAsync("patch", "job", "resumed", "-p", """{"spec":{"suspend":false}}""")).Succeeded();
        (await wait.EndAsync()).Succeeded();
    }

    [NeedsFact("kubectl")]
    public async Task Wait_SelectorAndAll_WaitForEach()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("one", "exit 0"));
        await ns.CreateAsync(Documents.Job("two", "exit 0"));

        var all = (await ns.KubectlAsync("wait", "--for=condition=complete", "jobs", "--all", "--timeout=60s")).Succeeded();
        Assert.Equal(["job.batch/one condition met", "job.batch/two condition met"], all.Lines.Order());
        Assert.Single((await ns.KubectlAsync("wait", "--for=jsonpath={.status.phase}=Succeeded", "pods", "-l", "job-name=two", "--timeout=60s")).Succeeded().Lines);

        await using var wait = ns.StartKubectl("wait", "--for=delete", "pods", "-l", "job-name=two", "--timeout=60s");
        (await ns.KubectlAsync("delete", "job", "two")).Succeeded();
        (await wait.EndAsync()).Succeeded();
        await ns.NoPodsAsync("two");
    }
}

using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl edit.</summary>
public sealed class EditTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Edit_Change_IsStored()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("edited");

        Assert.Equal("job.batch/edited edited\n", (await ns.KubectlEditAsync("s/parallelism: 1/parallelism: 5/", "job", "edited")).Succeeded().Output);
        var job = await ns.JobAsync("edited");
        Assert.Equal(5, job.Number("spec", "parallelism"));
        Assert.Equal(2, job.Number("metadata", "generation"));
    }

    [NeedsFact("kubectl")]
    public async Task Edit_NoChange_IsCancelled()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("same");

        Assert.Equal("Edit cancelled, no changes made.\n", (await ns.KubectlEditAsync("", "job", "same")).Succeeded().Error);
    }

    [NeedsFact("kubectl")]
    public async Task Edit_WrongChange_IsRefused()
    {
        var ns = await server.NamespaceAsync();
        await ns.SuspendedAsync("wrong");

        var result = await ns.KubectlEditAsync("s/parallelism: 1/parallelism: -1/", "job", "wrong");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: jobs.batch \"wrong\" is invalid\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await ns.JobAsync("wrong")).Number("spec", "parallelism"));
    }

    [NeedsFact("kubectl")]
    public async Task Edit_Status_ChangesTheStatusOnly()
    {
        var ns = await server.NamespaceAsync();
        await ns.ForeignAsync("status");

        var script = "s/terminating: 0/terminating: 3/;s/parallelism: 1/parallelism: 5/";
        Assert.Equal("job.batch/status edited\n", (await ns.KubectlEditAsync(script, "job", "status", "--subresource=status")).Succeeded().Output);
        var job = await ns.JobAsync("status");
        Assert.Equal(3, job.Number("status", "terminating"));
        Assert.Equal(1, job.Number("spec", "parallelism"));
    }
}

using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Cron;

/// <summary>CronJobs, as kubectl makes and shows them.</summary>
public sealed class CronJobTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task CronJob_RunsItsJobs_AndTellsOfThem()
    {
        var ns = await server.NamespaceAsync();
        await ns.KubectlAsync("create", "cronjob", "report", "--image=busybox", "--schedule=@every 1s", "--", "/bin/sh", "-c", "echo done");

        var crons = $"/apis/batch/v1/namespaces/{ns.Name}/cronjobs";
        var cron = await ns.Api.UntilAsync(crons, "report", one => one.Text("status", "lastSuccessfulTime") is not null);
        var suspended = await ns.KubectlAsync("patch", "cronjob", "report", "-p", """{"spec":{"suspend":true}}""");
        Assert.Contains("patched", suspended.Output, StringComparison.Ordinal);
        Assert.NotNull(cron.Text("status", "lastScheduleTime"));
        await ns.Api.UntilAsync(crons, "report", one => one.List("status", "active").Count == 0);

        var job = (await ns.Api.GetAsync(ns.Jobs)).List("items")[0];
        Assert.Matches("^report-[0-9]+$", job.Name());
        Assert.Equal("report", job.List("metadata", "ownerReferences")[0].Text("name"));
        Assert.NotNull(job.Text("metadata", "annotations", "batch.kubernetes.io/cronjob-scheduled-timestamp"));
        var described = await ns.KubectlAsync("describe", "cronjob", "report");
        Assert.Contains("SuccessfulCreate", described.Output, StringComparison.Ordinal);
        Assert.Contains("SawCompletedJob", described.Output, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task CronJob_JobMadeFromItByHand_Runs()
    {
        var ns = await server.NamespaceAsync();
        await ns.KubectlAsync("create", "cronjob", "nightly", "--image=busybox", "--schedule=0 3 * * *", "--", "/bin/sh", "-c", "echo by hand");
        await ns.KubectlAsync("create", "job", "now", "--from=cronjob/nightly");

        var job = await ns.ConditionAsync("now", "Complete");
        Assert.Equal("manual", job.Text("metadata", "annotations", "cronjob.kubernetes.io/instantiate"));
        var logs = await ns.KubectlAsync("logs", "job/now");
        Assert.Equal("by hand\n", logs.Output);

        await ns.KubectlAsync("delete", "cronjob", "nightly");
        await ns.GoneAsync("now");
    }
}

using System.Globalization;
using System.Net;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: suspended Jobs.</summary>
public sealed class SuspensionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Job_CreatedSuspended_MakesNoPodsUntilItIsResumed()
    {
        var ns = await server.NamespaceAsync();
        var begin = (await ns.Api.GetAsync(ns.Pods)).Text("metadata", "resourceVersion")!;
        await ns.CreateAsync(Documents.Job("suspended", "exit 0", spec => spec.Sized(2, 4)["suspend"] = true));

        var suspended = await ns.ConditionAsync("suspended", "Suspended");
        Assert.Equal("JobSuspended", suspended.Condition("Suspended").Text("reason"));
        Assert.Empty(await ns.PodsOfAsync("suspended"));

        suspended["spec"]!["suspend"] = false;
        var resumed = await ns.Api.PutAsync($"{ns.Jobs}/suspended", suspended);
        JobAssert.Completed(await ns.ConditionAsync("suspended", "Complete"), 4);

        // Revisions grow across all kinds, so they tell that no pod was made before the Job was resumed, not even for a moment.
        var made = await FirstRevisionsAsync(ns, begin, 4);
        var boundary = Revision(resumed.Text("metadata", "resourceVersion"));
        Assert.All(made, revision => Assert.True(revision > boundary, $"a pod of revision {revision} came before the resumption, {boundary}"));
    }

    [Fact]
    public async Task Job_SuspendedWhileItRuns_DeletesItsPods()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("suspend-later", "sleep 1000", spec => spec.Sized(2, 4)));
        await ns.RunningPodsAsync("suspend-later", 2);

        await Wait.UntilAsync("an update without a conflict", async () =>
        {
            var job = await ns.JobAsync("suspend-later");
            job["spec"]!["suspend"] = true;
            return (await ns.Api.SendAsync(HttpMethod.Put, $"{ns.Jobs}/suspend-later", job)).Code == HttpStatusCode.OK;
        });

        await ns.NoPodsAsync("suspend-later");
        var suspended = await ns.ConditionAsync("suspend-later", "Suspended");
        Assert.Equal(0, suspended.Number("status", "failed"));
    }

    private static async Task<IReadOnlyList<long>> FirstRevisionsAsync(TestNamespace ns, string begin, int count)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        var revisions = new List<long>();
        await foreach (var change in ns.Api.WatchAsync(ns.Pods, begin, timeout.Token))
        {
            if (change.Text("type") == "ADDED")
            {
                revisions.Add(Revision(change.Text("object", "metadata", "resourceVersion")));
            }

            if (revisions.Count == count)
            {
                break;
            }
        }

        return revisions;
    }

    private static long Revision(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);
}

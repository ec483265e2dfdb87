using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: success policies.</summary>
public sealed class SuccessPolicyTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string OnlyIndexZeroEnds = "[ $JOB_COMPLETION_INDEX = 0 ] && exit 0; sleep 1000000";

    [Fact]
    public async Task SuccessPolicy_AllIndexesSucceed_Completes()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("with-success-policy-all", "", spec =>
        {
            Policy(spec.Sized(2, 5), new JsonObject { ["succeededIndexes"] = "0-4" });
            // Upstream's fixture gives no command: busybox then runs its shell, which ends at once without input.
            spec.Container().Remove("command");
        }));

        var job = await ns.ConditionAsync("with-success-policy-all", "Complete");
        JobAssert.Completed(job, 5, "SuccessPolicy");
        Assert.Equal("0-4", job.Text("status", "completedIndexes"));
        Assert.Equal(0, job.Number("status", "failed"));
    }

    [Theory]
    [InlineData("succeeded-indexes")]
    [InlineData("succeeded-count")]
    public async Task SuccessPolicy_OneIndexIsEnough_CompletesAndEndsTheRest(string rule)
    {
        var ns = await server.NamespaceAsync();
        var name = $"with-{rule}";
        await ns.CreateAsync(Documents.Job(name, OnlyIndexZeroEnds, spec => Policy(
            spec.Sized(2, 5),
            rule == "succeeded-count" ? new JsonObject { ["succeededCount"] = 1 } : new JsonObject { ["succeededIndexes"] = "0" })));

        var job = await ns.ConditionAsync(name, "Complete");
        JobAssert.Completed(job, 1, "SuccessPolicy");
        Assert.Equal("0", job.Text("status", "completedIndexes"));
        Assert.Equal(0, job.Number("status", "failed"));
        await Wait.UntilAsync("the end of the other pods", async () => (await ns.PodsOfAsync(name)).Count == 1);
    }

    private static void Policy(JsonObject spec, JsonObject rule)
    {
        spec.Indexed()["backoffLimit"] = 0;
        spec["successPolicy"] = new JsonObject { ["rules"] = new JsonArray(rule) };
    }
}

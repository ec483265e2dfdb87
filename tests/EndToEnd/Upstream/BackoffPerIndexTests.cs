using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>Cases of Kubernetes' own <c>test/e2e/apps/job.go</c>: backoff limits per index.</summary>
public sealed class BackoffPerIndexTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string FailOdd = "exit $(($JOB_COMPLETION_INDEX % 2))";
    private const string FailureCount = "batch.kubernetes.io/job-index-failure-count";

    [Fact]
    public async Task PerIndex_SomeIndexesFail_ExecutesAll()
    {
        var job = await FailedAsync("execute-all-indexes", FailOdd, "FailedIndexes", spec => spec.Sized(2, 4)["backoffLimitPerIndex"] = 1);

        Assert.Equal("1,3", job.Text("status", "failedIndexes"));
        Assert.Equal("0,2", job.Text("status", "completedIndexes"));
        Assert.Equal(4, job.Number("status", "failed"));
        Assert.Equal(2, job.Number("status", "succeeded"));
    }

    [Fact]
    public async Task PerIndex_ExceedsMaxFailedIndexes_EndsExecution()
    {
        var job = await FailedAsync("max-failed-indexes", "exit 1", "MaxFailedIndexesExceeded", spec =>
        {
            spec.Sized(1, 4)["backoffLimitPerIndex"] = 0;
            spec["maxFailedIndexes"] = 0;
        });

        Assert.Equal("0", job.Text("status", "failedIndexes"));
        Assert.Null(job.Text("status", "completedIndexes"));
        Assert.Equal(1, job.Number("status", "failed"));
        Assert.Equal(0, job.Number("status", "succeeded"));
    }

    [Fact]
    public async Task PerIndex_IndexesFailAgain_PodsCarryTheFailureCount()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("record-failure-count", "exit 1", spec => spec.Sized(2, 2).Indexed()["backoffLimitPerIndex"] = 1));

        var job = await ns.ConditionAsync("record-failure-count", "Failed");
        JobAssert.Failed(job, "FailedIndexes");
        Assert.Equal("0,1", job.Text("status", "failedIndexes"));
        Assert.Equal(4, job.Number("status", "failed"));
        var counts = (await ns.PodsOfAsync("record-failure-count"))
            .Select(pod => $"{pod.Text("metadata", "annotations", "batch.kubernetes.io/job-completion-index")}: {pod.Text("metadata", "annotations", FailureCount)}");
        Assert.Equal(["0: 0", "0: 1", "1: 0", "1: 1"], counts.Order());
    }

    [Fact]
    public async Task PerIndex_ExitCodeMatchesFailIndex_DoesNotRetryTheIndex()
    {
        var job = await FailedAsync("fail-index", FailOdd, "FailedIndexes", spec =>
        {
            spec.Sized(2, 2)["backoffLimitPerIndex"] = 1;
            spec["podFailurePolicy"] = new JsonObject
            {
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["action"] = "FailIndex",
                    ["onExitCodes"] = new JsonObject { ["operator"] = "In", ["values"] = new JsonArray(1) },
                }),
            };
        });

        Assert.Equal("1", job.Text("status", "failedIndexes"));
        Assert.Equal("0", job.Text("status", "completedIndexes"));
        Assert.Equal(1, job.Number("status", "failed"));
        Assert.Equal(1, job.Number("status", "succeeded"));
    }

    private async Task<JsonNode> FailedAsync(string name, string script, string reason, Action<JsonObject> size)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job(name, script, spec => size(spec.Indexed())));
        var job = await ns.ConditionAsync(name, "Failed");
        JobAssert.Failed(job, reason);
        return job;
    }
}

using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Upstream;

/// <summary>What the upstream suite asserts of finished Jobs.</summary>
internal static class JobAssert
{
    /// <summary>The Job completed for a reason, with so many successes.</summary>
    public static void Completed(JsonNode job, int succeeded, string reason = "CompletionsReached")
    {
        Assert.Equal(reason, job.Condition("SuccessCriteriaMet").Text("reason"));
        Assert.Equal(reason, job.Condition("Complete").Text("reason"));
        Assert.Null(job.Condition("Failed"));
        Assert.Equal(succeeded, job.Number("status", "succeeded"));
        Assert.NotNull(job.Text("status", "completionTime"));
        NothingLeft(job);
    }

    /// <summary>The Job failed for a reason.</summary>
    public static void Failed(JsonNode job, string reason)
    {
        Assert.Equal(reason, job.Condition("FailureTarget").Text("reason"));
        Assert.Equal(reason, job.Condition("Failed").Text("reason"));
        Assert.Null(job.Condition("Complete"));
        Assert.Null(job.Text("status", "completionTime"));
        NothingLeft(job);
    }

    private static void NothingLeft(JsonNode job)
    {
        Assert.Equal(0, job.Number("status", "active"));
        // These two are there even when they are zero.
        Assert.Equal(0, (int?)job.At("status", "ready"));
        Assert.Equal(0, (int?)job.At("status", "terminating"));
    }
}

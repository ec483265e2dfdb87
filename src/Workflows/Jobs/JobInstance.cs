namespace JobFlows.Workflows.Jobs;

/// <summary>The IDs of the orchestrations that drive a Job.</summary>
public static class JobInstance
{
    /// <summary>The Job's own orchestration.</summary>
    public static string Of(string jobUid) => $"job-{jobUid}";

    /// <summary>The orchestration of one of its shards.</summary>
    public static string Shard(string jobUid, long shard) => $"job-{jobUid}-shard-{shard}";
}

using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>The conditions of a Job's status: their types, and how lists of them change.</summary>
public static class JobConditions
{
    /// <summary>No pods are wanted for now.</summary>
    public const string Suspended = "Suspended";

    /// <summary>The Job will complete once its pods have ended.</summary>
    public const string SuccessCriteriaMet = "SuccessCriteriaMet";

    /// <summary>The Job has succeeded.</summary>
    public const string Complete = "Complete";

    /// <summary>The Job will fail once its pods have ended.</summary>
    public const string FailureTarget = "FailureTarget";

    /// <summary>The Job has failed.</summary>
    public const string Failed = "Failed";

    /// <summary>The condition that ended the Job, if it has finished.</summary>
    public static JobCondition? Finished(IReadOnlyList<JobCondition>? conditions) =>
        FindTrue(conditions, Complete) ?? FindTrue(conditions, Failed);

    /// <summary>The condition of that type, if it is there and True.</summary>
    public static JobCondition? FindTrue(IReadOnlyList<JobCondition>? conditions, string type) =>
        conditions?.FirstOrDefault(condition => condition.Type == type && condition.Status == "True");

    /// <summary>The list with this condition in place of the one of its type, or at the end. A condition that isn't there doesn't become False,
    /// and one that says the same already keeps its times.</summary>
    internal static IReadOnlyList<JobCondition> With(this IReadOnlyList<JobCondition> conditions, JobCondition wanted)
    {
        if (conditions.FirstOrDefault(condition => condition.Type == wanted.Type) is not { } present)
        {
            return wanted.Status == "False" ? conditions : [.. conditions, wanted];
        }

        var same = present.Status == wanted.Status && present.Reason == wanted.Reason && present.Message == wanted.Message;
        return same ? conditions : [.. conditions.Select(condition => ReferenceEquals(condition, present) ? wanted : condition)];
    }

    /// <summary>The stored conditions, with this controller's own in the version that it knows: a stored status can be older than
    /// the state, and can carry conditions of others, which are kept as they are.</summary>
    internal static IReadOnlyList<JobCondition> Merge(IReadOnlyList<JobCondition> known, IReadOnlyList<JobCondition>? stored)
    {
        var own = known.Where(IsOwn).ToList();
        var merged = new List<JobCondition>();
        foreach (var condition in stored ?? [])
        {
            merged.Add(own.Find(candidate => candidate.Type == condition.Type) ?? condition);
        }

        merged.AddRange(own.Where(condition => !merged.Contains(condition)));
        return merged;
    }

    internal static JobCondition New(string type, bool isTrue, string reason, string message, DateTimeOffset now) => new()
    {
        Type = type,
        Status = isTrue ? "True" : "False",
        LastProbeTime = now,
        LastTransitionTime = now,
        Reason = reason,
        Message = message,
    };

    private static bool IsOwn(JobCondition condition) =>
        condition.Type is Suspended or SuccessCriteriaMet or Complete or FailureTarget or Failed;
}

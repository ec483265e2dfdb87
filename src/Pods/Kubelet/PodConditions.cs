using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>The conditions a kubelet keeps on a pod.</summary>
internal static class PodConditions
{
    private static readonly string[] Own = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>The conditions now. Transition times of unchanged ones are kept, and so are conditions of others, but those of readiness gates.</summary>
    public static IReadOnlyList<PodCondition> Update(
        IReadOnlyList<PodCondition>? before,
        PodSpec spec,
        string phase,
        IReadOnlyList<ContainerStatus> init,
        IReadOnlyList<ContainerStatus> app,
        long? generation,
        DateTimeOffset now,
        string? unschedulable = null,
        IReadOnlyList<PodCondition>? gates = null)
    {
        var over = phase is "Succeeded" or "Failed";
        var incomplete = PodPhase.Incomplete(spec, init);
        var initialized = (phase, incomplete.Count) switch
        {
            ("Succeeded", _) => True("Initialized") with { Reason = "PodCompleted" },
            (_, 0) => True("Initialized"),
            _ => False("Initialized", "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]"),
        };
        var unready = app.Where(container => container.Ready != true).Select(container => container.Name).ToList();
        var ready = (phase, unready.Count) switch
        {
            ("Succeeded", _) => False("Ready", "PodCompleted", null),
            ("Failed", _) => False("Ready", "PodFailed", null),
            (_, 0) => True("Ready"),
            _ => False("Ready", "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]"),
        };
        PodCondition[] current =
        [
            over ? False("PodReadyToStartContainers", null, null) : True("PodReadyToStartContainers"),
            initialized,
            ready.Status == "True" && ClosedGates(spec, gates) is { Count: > 0 } closed ? False("Ready", "ReadinessGatesNotReady", string.Join(", ", closed)) : ready,
            ready with { Type = "ContainersReady" },
            unschedulable is null ? True("PodScheduled") : False("PodScheduled", "Unschedulable", unschedulable),
        ];
        return
        [
            .. current.Select(condition => Carry(condition, before?.FirstOrDefault(old => old.Type == condition.Type), generation, now)),
            .. (before ?? []).Where(old => !Own.Contains(old.Type) && spec.ReadinessGates?.Any(gate => gate.ConditionType == old.Type) != true),
        ];
    }

    private static List<string> ClosedGates(PodSpec spec, IReadOnlyList<PodCondition>? conditions) =>
    [
        .. (spec.ReadinessGates ?? [])
            .Select(gate => conditions?.FirstOrDefault(condition => condition.Type == gate.ConditionType) switch
            {
                null => $"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.",
                { Status: not "True" } closed => $"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {closed.Status}",
                _ => null,
            })
            .OfType<string>(),
    ];

    private static PodCondition Carry(PodCondition condition, PodCondition? old, long? generation, DateTimeOffset now) => condition with
    {
        ObservedGeneration = generation,
        LastTransitionTime = old is not null && old.Status == condition.Status ? old.LastTransitionTime : now,
    };

    private static PodCondition True(string type) => new() { Type = type, Status = "True" };

    private static PodCondition False(string type, string? reason, string? message) => new() { Type = type, Status = "False", Reason = reason, Message = message };
}

namespace JobFlows.Domain.Jobs;

/// <summary>Which of two active pods is removed first when there are too many (upstream <c>controller.ActivePods</c>): pending before running,
/// not ready before ready, more restarts before fewer, younger before older.</summary>
internal sealed class RemovalOrder : IComparer<TrackedPod>
{
    public static readonly RemovalOrder Instance = new();

    public int Compare(TrackedPod? x, TrackedPod? y) => Key(x!).CompareTo(Key(y!));

    private static (bool Running, bool Ready, int Restarts, long Age) Key(TrackedPod pod) =>
        (pod.Running, pod.Ready, -pod.Restarts, -pod.Ordinal);
}

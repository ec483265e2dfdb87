using JobFlows.Domain.Core;

namespace JobFlows.Pods.Volumes;

/// <summary>How much an emptyDir in memory may hold.</summary>
internal static class MemoryLimit
{
    /// <summary>Bytes: its <c>sizeLimit</c>, else the memory limits of the pod's containers together when all have one; null for neither.</summary>
    public static long? Of(EmptyDirVolumeSource source, Pod pod)
    {
        if (source.SizeLimit is { Sign: > 0 } limit)
        {
            return (long)decimal.Ceiling(limit.Value);
        }

        decimal sum = 0;
        foreach (var container in pod.Spec?.Containers ?? [])
        {
            if (container.Resources?.Limits?.TryGetValue("memory", out var memory) != true)
            {
                return null;
            }

            sum += memory.Value;
        }

        return sum > 0 ? (long)sum : null;
    }
}

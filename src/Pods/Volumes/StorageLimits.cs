using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Volumes;

/// <summary>What a pod may take of the disk: its emptyDirs' <c>sizeLimit</c>, and its containers' limits of <c>ephemeral-storage</c>.</summary>
/// <remarks>Counted are emptyDirs, logs, and what containers write into their working directory; a pod that is past a limit is evicted.</remarks>
internal sealed class StorageLimits
{
    private const string Resource = "ephemeral-storage";

    private readonly PodSpec spec;
    private readonly Quantity? total;

    /// <summary>The limits of a pod.</summary>
    public StorageLimits(PodSpec spec) => (this.spec, total) = (spec, Total(spec));

    /// <summary>Whether there are any.</summary>
    public bool Any => total is not null || (spec.Volumes ?? []).Any(volume => volume.EmptyDir?.SizeLimit is { Sign: > 0 });

    /// <summary>Compares.</summary>
    /// <returns>The first limit that the pod is past, in a kubelet's words; null when it is past none.</returns>
    public string? FindExceeded(StorageUse use)
    {
        if (spec.Volumes?.FirstOrDefault(volume => volume.EmptyDir?.SizeLimit is { Sign: > 0 } limit && use.Volumes[volume.Name!].Bytes > limit.Value) is { } full)
        {
            return $"Usage of EmptyDir volume \"{full.Name}\" exceeds the limit \"{full.EmptyDir!.SizeLimit}\". ";
        }

        if (total is { } all && use.Total.Bytes > all.Value)
        {
            return $"Pod ephemeral local storage usage exceeds the total limit of containers {all}. ";
        }

        var over = spec.Containers?.FirstOrDefault(container => Limit(container) is { } limit && use.Containers[container.Name!].Bytes > limit.Value);
        return over is null ? null : $"Container {over.Name} exceeded its local ephemeral storage limit \"{Limit(over)}\". ";
    }

    private static Quantity? Limit(Container container) =>
        container.Resources?.Limits?.TryGetValue(Resource, out var limit) == true && limit.Sign > 0 ? limit : null;

    // Containers and sidecars add up; another init container runs beside the sidecars before it only.
    private static Quantity? Total(PodSpec spec)
    {
        decimal sidecars = 0;
        decimal most = 0;
        foreach (var container in spec.InitContainers ?? [])
        {
            var limit = Limit(container)?.Value ?? 0;
            most = Math.Max(most, sidecars + limit);
            sidecars += container.RestartPolicy == "Always" ? limit : 0;
        }

        var limits = (spec.Containers ?? []).Concat(spec.InitContainers ?? []).Select(Limit).OfType<Quantity>().ToList();
        var sum = Math.Max(most, sidecars + (spec.Containers ?? []).Sum(container => Limit(container)?.Value ?? 0));
        return limits is [var first, ..] ? Write(sum, like: first) : null;
    }

    private static Quantity Write(decimal amount, Quantity like)
    {
        const int Kibi = 1024;
        return like.Text.EndsWith('i') && amount % Kibi == 0
            ? new Quantity((amount / Kibi).ToString("0", CultureInfo.InvariantCulture) + "Ki")
            : new Quantity(amount.ToString("0.###", CultureInfo.InvariantCulture));
    }
}

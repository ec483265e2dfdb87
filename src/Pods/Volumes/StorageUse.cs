using JobFlows.Domain.Core;

namespace JobFlows.Pods.Volumes;

/// <summary>What a pod takes of the disk.</summary>
/// <param name="Volumes">Its emptyDirs, by name.</param>
/// <param name="Containers">Logs and working directories, by container.</param>
internal sealed record StorageUse(IReadOnlyDictionary<string, DiskUse> Volumes, IReadOnlyDictionary<string, DiskUse> Containers)
{
    /// <summary>All of it together.</summary>
    public DiskUse Total { get; } = Volumes.Values.Concat(Containers.Values).Aggregate(default(DiskUse), (sum, one) => sum + one);

    /// <summary>Measures, which takes its time with many files.</summary>
    public static StorageUse Of(string uid, PodSpec spec, PodFolders folders) => new(
        (spec.Volumes ?? []).Where(volume => volume.EmptyDir is not null)
            .ToDictionary(volume => volume.Name!, volume => FolderSize.Of(folders.Volume(uid, volume.Name!)), StringComparer.Ordinal),
        (spec.Containers ?? []).Concat(spec.InitContainers ?? [])
            .ToDictionary(container => container.Name!, container => FolderSize.Of(folders.Container(uid, container.Name!)), StringComparer.Ordinal));
}

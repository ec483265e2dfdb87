using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>What came of making a pod's volumes ready.</summary>
internal abstract record VolumeSources
{
    private VolumeSources()
    {
    }

    /// <summary>Each volume's path on the host, by name.</summary>
    public sealed record Ready(IReadOnlyDictionary<string, string> Paths) : VolumeSources;

    /// <summary>One can't be had.</summary>
    public sealed record Failed(string Message) : VolumeSources;

    /// <summary>Makes the volumes of a pod: folders for emptyDir, checked paths for hostPath.</summary>
    public static VolumeSources Prepare(Pod pod, PodFolders folders)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var volume in pod.Spec?.Volumes ?? [])
        {
            var name = volume.Name ?? string.Empty;
            switch (volume)
            {
                case { EmptyDir: not null }:
                    paths[name] = MakeEmpty(folders.Volume(pod.Metadata.Uid!, name));
                    break;
                case { HostPath: { } host } when HostPathVolume.Prepare(host) is { } problem:
                    return new Failed($"MountVolume.SetUp failed for volume \"{name}\" : {problem}");
                case { HostPath: { } host }:
                    paths[name] = host.Path!;
                    break;
                default:
                    return new Failed(
                        $"MountVolume.SetUp failed for volume \"{name}\" : {Kind(volume)} volumes are not supported by the process pod runtime yet; use emptyDir or hostPath");
            }
        }

        return new Ready(paths);
    }

    private static string MakeEmpty(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            LibC.SetMode(folder, 0b111_111_111);
        }

        return folder;
    }

    private static string Kind(Volume volume) => volume switch
    {
        { ConfigMap: not null } => "configMap",
        { Secret: not null } => "secret",
        { Projected: not null } => "projected",
        { DownwardAPI: not null } => "downwardAPI",
        { PersistentVolumeClaim: not null } => "persistentVolumeClaim",
        { Ephemeral: not null } => "ephemeral",
        { Image: not null } => "image",
        { Nfs: not null } => "nfs",
        { Csi: not null } => "csi",
        _ => "such",
    };
}

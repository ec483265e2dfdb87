using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>
/// Working directories that images lack. A kubelet's containers get theirs made, and docker's do; podman refuses to start one, and is then asked again for
/// a container with an empty volume there. Lives on the event loop.
/// </summary>
internal sealed class MissingDirectories
{
    private const string Refusal = "does not exist on container";

    private readonly HashSet<(string Image, string Directory)> known = [];

    /// <summary>The directory, if the image is known to lack it.</summary>
    public string? Of(string image, string? directory) => directory is not null && known.Contains((image, directory)) ? directory : null;

    /// <summary>Takes note of what the tool said.</summary>
    /// <returns>Whether it was that, for the first time: the same again can work.</returns>
    public bool Learn(string image, string directory, string said) =>
        said.Contains($"workdir \"{directory}\" {Refusal}", StringComparison.Ordinal) && known.Add((image, directory));

    /// <summary>Makes a directory that is on a volume, as far as the volume may be written to and no link leads out of it.</summary>
    public static void MakeOnVolume(string? directory, IReadOnlyList<BindMount> mounts)
    {
        if (directory is not null && mounts.LastOrDefault(mount => directory.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal)) is { ReadOnly: false } volume
            && Directory.Exists(volume.Source))
        {
            _ = MountPlan.SubPath(volume.Source, directory[volume.Target.TrimEnd('/').Length..].Trim('/'));
        }
    }
}

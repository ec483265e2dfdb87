using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>The volumes of one pod, from their making to their end. Lives on the event loop.</summary>
internal sealed class PodVolumes(Kubelet.Node node)
{
    private readonly Dictionary<string, PodVolume> ready = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, VolumeFile>> shown = new(StringComparer.Ordinal);
    private readonly List<string> memory = [];

    /// <summary>Those that are ready, by name.</summary>
    public IReadOnlyDictionary<string, PodVolume> Ready => ready;

    /// <summary>Makes the volumes that are not ready yet.</summary>
    /// <returns>For each that can't be had, why, in the words of a kubelet's event; to be tried again.</returns>
    public IReadOnlyList<string> SetUp(Pod pod)
    {
        var problems = new List<string>();
        foreach (var volume in pod.Spec?.Volumes ?? [])
        {
            if (!ready.ContainsKey(volume.Name!) && Try(volume, pod, Make) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    /// <summary>Brings the volumes that show objects up to date.</summary>
    /// <returns>For each that can't be shown any more, why; what it showed stays.</returns>
    public IReadOnlyList<string> Refresh(Pod pod)
    {
        var problems = new List<string>();
        foreach (var volume in (pod.Spec?.Volumes ?? []).Where(volume => shown.ContainsKey(volume.Name!)))
        {
            if (Try(volume, pod, MakeObjectFiles) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    /// <summary>Leaves nothing of them. Deleting what they hold goes on beside the loop.</summary>
    /// <returns>Ends when that is done.</returns>
    public Task TearDown(Pod pod)
    {
        foreach (var mounted in memory)
        {
            FileSystem.UnmountMemory(mounted);
        }

        memory.Clear();
        ready.Clear();
        var folder = node.Folders.Volumes(pod.Metadata.Uid!);
        return Directory.Exists(folder) ? FolderRemoval.Begin(folder) : Task.CompletedTask;
    }

    private static string? Try(Volume volume, Pod pod, Func<Volume, Pod, string?> make)
    {
        try
        {
            return make(volume, pod) is { } problem ? $"MountVolume.SetUp failed for volume \"{volume.Name}\" : {problem}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"MountVolume.SetUp failed for volume \"{volume.Name}\" : {e.Message}";
        }
    }

    private static uint? Group(Pod pod) => (uint?)pod.Spec?.SecurityContext?.FsGroup;

    private string? Make(Volume volume, Pod pod)
    {
        switch (volume)
        {
            case { EmptyDir: { } empty }:
                return MakeEmpty(volume.Name!, empty, pod);
            case { HostPath: { } host }:
                if (HostPathVolume.Prepare(host) is { } problem)
                {
                    return problem;
                }

                ready[volume.Name!] = new PodVolume(host.Path!, ReadOnly: false);
                return null;
            case { PersistentVolumeClaim: { } claim }:
                return MakeClaimed(volume.Name!, claim, pod);
            case { ConfigMap: not null } or { Secret: not null } or { DownwardAPI: not null } or { Projected: not null }:
                return MakeObjectFiles(volume, pod);
            default:
                return $"{VolumeKind.Of(volume)} volumes are not offered by the process pod runtime; offered are emptyDir, hostPath, configMap, secret, downwardAPI, projected and persistentVolumeClaim";
        }
    }

    private string? MakeEmpty(string name, EmptyDirVolumeSource source, Pod pod)
    {
        const int open = 0b111_111_111;
        const int onlyOwn = 0b1_000_000_000;
        if (source.Medium is not (null or "" or "Memory"))
        {
            return $"emptyDir volumes of medium {source.Medium} are not offered by the process pod runtime";
        }

        var folder = MakeFolder(pod, name);
        if (source.Medium == "Memory" && node.MayMount)
        {
            FileSystem.MountMemory(folder, MemoryLimit.Of(source, pod));
            memory.Add(folder);
        }

        // A kubelet leaves memory as the kernel makes it: nobody may delete another's files.
        LibC.SetMode(folder, source.Mode ?? (memory.Contains(folder) ? open | onlyOwn : open));
        VolumeGroup.Give(folder, Group(pod), readOnly: false);
        ready[name] = new PodVolume(folder, ReadOnly: false);
        return null;
    }

    private string? MakeClaimed(string name, PersistentVolumeClaimVolumeSource claim, Pod pod)
    {
        if (LibC.Resolve(node.Objects.Claims.Of(pod.Metadata.Namespace, claim.ClaimName)) is not { } folder)
        {
            return $"persistentvolumeclaim \"{claim.ClaimName}\" not found";
        }

        if (Group(pod) is { } group && !(pod.Spec?.SecurityContext?.FsGroupChangePolicy == "OnRootMismatch" && VolumeGroup.IsGiven(folder, group)))
        {
            VolumeGroup.Give(folder, group, claim.ReadOnly == true);
        }

        ready[name] = new PodVolume(folder, claim.ReadOnly == true);
        return null;
    }

    private string? MakeObjectFiles(Volume volume, Pod pod)
    {
        var made = ObjectFiles.Of(volume, pod, node.Objects, node.Allocatable)!;
        if (made.Problem is { } problem)
        {
            return problem;
        }

        var name = volume.Name!;
        if (shown.TryGetValue(name, out var before) && before.Count == made.Files.Count
            && before.All(pair => made.Files.TryGetValue(pair.Key, out var file) && file.IsSame(pair.Value)))
        {
            return null;
        }

        const int open = 0b111_111_111;
        var folder = MakeFolder(pod, name);
        if (before is null)
        {
            LibC.SetMode(folder, open);
        }

        AtomicFolder.Write(folder, made.Files, Group(pod), node.Time.GetUtcNow());
        if (before is null && Group(pod) is { } group)
        {
            VolumeGroup.Give(folder, group, readOnly: true);
        }

        shown[name] = made.Files;
        ready[name] = new PodVolume(folder, ReadOnly: true);
        return null;
    }

    private string MakeFolder(Pod pod, string name)
    {
        var uid = pod.Metadata.Uid!;
        node.Folders.MakePod(uid);
        LibC.MakeFolder(node.Folders.Volumes(uid), 0b111_000_000);
        var folder = node.Folders.Volume(uid, name);
        LibC.MakeFolder(folder, 0b111_000_000);
        return folder;
    }
}

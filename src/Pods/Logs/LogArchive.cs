using System.Text.Json;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Logs;

/// <summary>
/// The logs of pods that were removed before their Job: <c>NAMESPACE/JOB UID/POD NAME/CONTAINER/RUN.log</c>, beside the pod as it last was. Safe
/// from any thread.
/// </summary>
internal sealed class LogArchive(PodFolders folders)
{
    // A Job's last pods may be removed a little after the Job.
    private const int RememberedOwners = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<string> forgotten = new(StringComparer.Ordinal);
    private readonly Queue<string> forgottenInOrder = new();

    /// <summary>Moves a pod's logs here, if a Job owns it. What is left of its folder can then be deleted.</summary>
    /// <exception cref="IOException">They could not be moved.</exception>
    public void Keep(string uid)
    {
        if (Read(folders.FinalStatus(uid)) is not { } pod || OwnerOf(pod) is not { } owner || IsForgotten(owner))
        {
            return;
        }

        var target = Path.Combine(folders.Archive, owner.Namespace, owner.Uid, pod.Metadata.Name!);
        foreach (var container in Directory.EnumerateDirectories(folders.Pod(uid)))
        {
            var name = Path.GetFileName(container);
            if (PodFolders.IsName(name) && Directory.EnumerateFiles(container, "*.log").ToList() is { Count: > 0 } logs)
            {
                Directory.CreateDirectory(Path.Combine(target, name));
                logs.ForEach(log => File.Move(log, Path.Combine(target, name, Path.GetFileName(log)), overwrite: true));
            }
        }

        if (Directory.Exists(target))
        {
            File.Move(folders.FinalStatus(uid), StatusIn(target), overwrite: true);
        }

        if (IsForgotten(owner))
        {
            Delete(owner);
        }
    }

    /// <summary>Removes the logs of a Job's pods, now and those still to come.</summary>
    public void Forget(LogOwner owner)
    {
        lock (gate)
        {
            if (forgotten.Add(owner.Uid))
            {
                forgottenInOrder.Enqueue(owner.Uid);
            }

            if (forgottenInOrder.Count > RememberedOwners)
            {
                forgotten.Remove(forgottenInOrder.Dequeue());
            }
        }

        Delete(owner);
    }

    /// <summary>The pod of that name, as it last was, or null.</summary>
    public Pod? Find(string @namespace, string name) =>
        PodFolders.IsName(name) ? Owners(@namespace).Select(owner => Read(StatusIn(Path.Combine(owner, name)))).FirstOrDefault(pod => pod is not null) : null;

    /// <summary>The folder of a container's logs, or null when there is none.</summary>
    public string? Container(PodRef pod, string container) =>
        Find(pod.Namespace, pod.Name) is { } found && found.Metadata.Uid == pod.Uid && OwnerOf(found) is { } owner
            ? Path.Combine(folders.Archive, owner.Namespace, owner.Uid, pod.Name, container)
            : null;

    /// <summary>The Jobs of which there are logs.</summary>
    public IReadOnlyList<LogOwner> Owners() => Directory.Exists(folders.Archive)
        ? [.. Directory.EnumerateDirectories(folders.Archive).SelectMany(space =>
            Directory.EnumerateDirectories(space).Select(owner => new LogOwner(Path.GetFileName(space), Path.GetFileName(owner))))]
        : [];

    private static string StatusIn(string folder) => Path.Combine(folder, ".status.json");

    private static Pod? Read(string file)
    {
        try
        {
            return File.Exists(file) ? KubeJson.Read<Pod>(File.ReadAllBytes(file)) : null;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            // The machine went down while it was written, or its Job has just gone.
            return null;
        }
    }

    private static LogOwner? OwnerOf(Pod pod) =>
        pod.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true) is { Kind: "Job", Uid: { } uid }
        && PodFolders.IsName(uid) && PodFolders.IsName(pod.Metadata.Name) && PodFolders.IsName(pod.Metadata.Namespace)
            ? new LogOwner(pod.Metadata.Namespace!, uid)
            : null;

    private bool IsForgotten(LogOwner owner)
    {
        lock (gate)
        {
            return forgotten.Contains(owner.Uid);
        }
    }

    private string[] Owners(string @namespace) =>
        PodFolders.IsName(@namespace) && Path.Combine(folders.Archive, @namespace) is var space && Directory.Exists(space) ? Directory.GetDirectories(space) : [];

    private void Delete(LogOwner owner)
    {
        if (!PodFolders.IsName(owner.Namespace) || !PodFolders.IsName(owner.Uid))
        {
            return;
        }

        var space = Path.Combine(folders.Archive, owner.Namespace);
        try
        {
            Directory.Delete(Path.Combine(space, owner.Uid), recursive: true);
            Directory.Delete(space);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There was none, or there are more Jobs in the namespace, or a pod's logs are just coming: then it is done once more.
        }
    }
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Logs;

/// <summary>Keeps logs in a folder of this machine, and those of a Job's pods until the Job is gone.</summary>
internal sealed class FolderLogs(string directory) : IEndedLogs, ILogArchive
{
    private readonly PodFolders folders = new(directory);
    private readonly LogArchive archive = new(new PodFolders(directory));

    /// <inheritdoc/>
    public async Task KeepAsync(Pod pod, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> logs, CancellationToken cancellation)
    {
        var uid = pod.Metadata.Uid!;
        if (!PodFolders.IsName(uid))
        {
            return;
        }

        folders.MakeRoot();
        folders.MakePod(uid);
        foreach (var (container, records) in logs.Where(log => PodFolders.IsName(log.Key)))
        {
            LibC.MakeFolder(folders.Container(uid, container), 0b111_000_000);
            await WriteAsync(LogFiles.Of(folders.Container(uid, container), RunOf(pod, container)), records, cancellation);
        }

        await WriteAsync(folders.FinalStatus(uid), KubeJson.Write(pod), cancellation);
    }

    /// <inheritdoc/>
    public async Task<(int Run, ReadOnlyMemory<byte> Records)?> FindAsync(PodRef pod, string container, CancellationToken cancellation)
    {
        if (!PodFolders.IsName(pod.Uid) || !PodFolders.IsName(container))
        {
            return null;
        }

        var folder = folders.Container(pod.Uid, container);
        if (!Directory.Exists(folder))
        {
            folder = archive.Container(pod, container);
        }

        return folder is not null && LogFiles.NewestRun(folder) is var run and >= 0 ? (run, await File.ReadAllBytesAsync(LogFiles.Of(folder, run), cancellation)) : null;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(PodRef pod, CancellationToken cancellation)
    {
        if (PodFolders.IsName(pod.Uid) && Directory.Exists(folders.Pod(pod.Uid)))
        {
            archive.Keep(pod.Uid);
            Directory.Delete(folders.Pod(pod.Uid), recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Pod?> FindAsync(string @namespace, string name, CancellationToken cancellation = default) => Task.FromResult(archive.Find(@namespace, name));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogOwner>> OwnersAsync(CancellationToken cancellation = default) => Task.FromResult(archive.Owners());

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<LogOwner> gone, CancellationToken cancellation = default)
    {
        foreach (var owner in gone)
        {
            archive.Forget(owner);
        }

        return Task.CompletedTask;
    }

    /// <summary>The number of the run whose log there is: Azure shows the newest alone.</summary>
    internal static int RunOf(Pod pod, string container) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).FirstOrDefault(one => one.Name == container)?.RestartCount ?? 0;

    // Whole or not at all, and finished from the start.
    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var draft = path + ".new";
        await File.WriteAllBytesAsync(draft, content, cancellation);
        LogFiles.Finish(draft);
        File.Move(draft, path, overwrite: true);
    }
}

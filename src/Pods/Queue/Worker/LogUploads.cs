using JobFlows.Pods.Logs;
using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Finds what the log files of pods have grown by.</summary>
internal sealed class LogUploads(PodFolders folders)
{
    /// <summary>Azure takes 4 MiB with one append from every version on.</summary>
    public const int MostBytes = 3 << 20;

    /// <summary>Whether the logs of a pod have grown since the last upload.</summary>
    public bool HaveGrown(HeldPod pod) => Files(pod).Any(file => Length(file.Path) > pod.Uploaded.GetValueOrDefault((file.Container, file.Run)));

    /// <summary>Reads what has been added to the logs of a pod, as frames.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="frames">Takes the frames.</param>
    /// <returns>What will have been uploaded with them.</returns>
    public IReadOnlyList<((string Container, int Run) Log, long Length)> Read(HeldPod pod, MemoryStream frames)
    {
        var read = new List<((string, int), long)>();
        foreach (var (container, run, path) in Files(pod))
        {
            var start = pod.Uploaded.GetValueOrDefault((container, run));
            var size = (int)Math.Min(Length(path) - start, MostBytes - frames.Length);
            if (size <= 0)
            {
                continue;
            }

            var data = new byte[size];
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                size = RandomAccess.Read(file, data, start);
            }

            frames.Write(new ClaimFrame(pod.Ref.Uid, container, run, start, data.AsMemory(0, size)).Write());
            read.Add(((container, run), start + size));
        }

        return read;
    }

    private IEnumerable<(string Container, int Run, string Path)> Files(HeldPod pod)
    {
        foreach (var container in (pod.Pod.Spec!.InitContainers ?? []).Concat(pod.Pod.Spec.Containers ?? []))
        {
            if (!PodFolders.IsName(container.Name))
            {
                continue;
            }

            var folder = folders.Container(pod.Ref.Uid, container.Name!);
            var newest = LogFiles.NewestRun(folder);
            for (var run = 0; run <= newest; run++)
            {
                yield return (container.Name!, run, LogFiles.Of(folder, run));
            }
        }
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}

using JobFlows.Pods.Logs;
using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Queue.Worker;

/// <summary>Finds what the log files of pods have grown by.</summary>
internal sealed class LogUploads(PodFolders folders)
{
    /// <summary>Azure takes 4 MiB with one append from every version on.</summary>
    public const int MostBytes = 3 << 20;

    /// <summary>Whether the logs of a pod have grown since the last upload.</summary>
    public bool HaveGrown(HeldPod pod) => Runs(pod).Any(run => PlaceOf(pod, run.Log, run.Folder) is { } place && (Length(place.File) > place.InFile || LogFiles.After(place.File) is not null));

    /// <summary>Reads what has been added to the logs of a pod, as frames.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="frames">Takes the frames.</param>
    /// <returns>How far they will have been uploaded with them.</returns>
    public IReadOnlyList<((string Container, int Run) Log, LogPlace Place)> Read(HeldPod pod, MemoryStream frames)
    {
        var read = new List<((string, int), LogPlace)>();
        foreach (var (log, folder) in Runs(pod))
        {
            if (PlaceOf(pod, log, folder) is not { } place)
            {
                continue;
            }

            while (frames.Length < MostBytes)
            {
                // Looked up first: a file that has a successor is whole.
                var next = LogFiles.After(place.File);
                var data = Read(place, (int)(MostBytes - frames.Length));
                if (data.Length > 0)
                {
                    frames.Write(new ClaimFrame(pod.Ref.Uid, log.Container, log.Run, place.Total, data).Write());
                    place = place with { InFile = place.InFile + data.Length, Total = place.Total + data.Length };
                }
                else if (next is not null)
                {
                    place = place with { File = next, InFile = 0 };
                }
                else
                {
                    break;
                }
            }

            read.Add((log, place));
        }

        return read;
    }

    private static LogPlace? PlaceOf(HeldPod pod, (string Container, int Run) log, string folder) =>
        pod.Uploaded.GetValueOrDefault(log) ?? (LogFiles.OfRun(folder, log.Run) is [var first, ..] ? new LogPlace(first, 0, 0) : null);

    private static byte[] Read(LogPlace place, int most)
    {
        var data = new byte[Math.Max(0, Math.Min(Length(place.File) - place.InFile, most))];
        if (data.Length == 0)
        {
            return data;
        }

        try
        {
            using var file = File.OpenHandle(place.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return data[..RandomAccess.Read(file, data, place.InFile)];
        }
        catch (FileNotFoundException)
        {
            // The container writes faster than its log can be uploaded, and the oldest file went.
            return [];
        }
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private IEnumerable<((string Container, int Run) Log, string Folder)> Runs(HeldPod pod)
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
                yield return ((container.Name!, run), folder);
            }
        }
    }
}

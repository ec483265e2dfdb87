using JobFlows.Pods.Logs;
using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Queue.Server;

/// <summary>A copy of one container's log files, in a temporary folder, as far as its worker has uploaded them.</summary>
internal sealed class LogMirror(ClaimReader claim, string uid, string container) : IDisposable
{
    private readonly Dictionary<int, long> lengths = [];

    /// <summary>The folder, laid out as the worker's.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("jobflows-log-").FullName;

    /// <summary>Copies what has been added.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> CatchUpAsync(CancellationToken cancellation)
    {
        var grown = false;
        await claim.ReadAsync(
            async frame =>
            {
                if (frame.Pod == uid && frame.Container == container)
                {
                    grown |= await AddAsync(frame, cancellation);
                }
            },
            cancellation);
        return grown;
    }

    /// <summary>The file of a run; one without output is made.</summary>
    public string FileOf(int run)
    {
        var path = LogFiles.Of(Folder, run);
        if (!File.Exists(path))
        {
            File.Create(path).Dispose();
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<bool> AddAsync(ClaimFrame frame, CancellationToken cancellation)
    {
        var length = lengths.GetValueOrDefault(frame.Run);
        if (frame.Offset > length || frame.Offset + frame.Data.Length <= length)
        {
            // Uploaded twice.
            return false;
        }

        await using var file = new FileStream(FileOf(frame.Run), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await file.WriteAsync(frame.Data[(int)(length - frame.Offset)..], cancellation);
        lengths[frame.Run] = frame.Offset + frame.Data.Length;
        return true;
    }
}

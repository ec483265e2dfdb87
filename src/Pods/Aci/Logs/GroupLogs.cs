using Azure;
using JobFlows.Pods.Aci.Arm;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Aci.Logs;

/// <summary>Reads the logs of groups, those that are there and those that are gone.</summary>
/// <param name="groups">The groups.</param>
/// <param name="ended">The logs of those that are gone.</param>
/// <param name="poll">How often a log that is followed is looked at when it has just grown.</param>
/// <param name="time">The time.</param>
internal sealed class GroupLogs(ContainerGroups groups, IEndedLogs ended, TimeSpan poll, TimeProvider time)
{
    private const int LongestPolls = 5;
    private static readonly TimeSpan FilePoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything that there is of a container's log, as CRI records; null when there is no log.</summary>
    /// <exception cref="RequestFailedException">Azure does not say.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAllAsync(string uid, string container, CancellationToken cancellation) =>
        await groups.LogAsync(GroupName.Of(uid), container, cancellation) is { } content ? new GroupLog().Add(content, time.GetUtcNow()) : null;

    /// <summary>Writes a log to a stream.</summary>
    /// <param name="pod">Whose.</param>
    /// <param name="query">Which part.</param>
    /// <param name="present">How the container is: the number of its newest run, and whether it will write nothing more.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>False when there is no such log: Azure keeps that of a container's newest run alone.</returns>
    public async Task<bool> ReadAsync(PodRef pod, LogQuery query, Func<Task<(int Run, bool IsOver)>> present, Stream output, CancellationToken cancellation)
    {
        var (run, over) = await present();
        var kept = over ? await ended.FindAsync(pod, query.Container, cancellation) : null;
        var content = kept is null ? await groups.LogAsync(GroupName.Of(pod.Uid), query.Container, cancellation) : null;
        kept ??= content is null ? await ended.FindAsync(pod, query.Container, cancellation) : null;
        if (kept is { } log)
        {
            return await CopyAsync(query, log.Run, log.Records, output, _ => Task.CompletedTask, cancellation);
        }

        return content is not null && await CopyLiveAsync(pod, query, run, over, content, present, output, cancellation);
    }

    private async Task<bool> CopyLiveAsync(
        PodRef pod, LogQuery query, int run, bool over, string content, Func<Task<(int Run, bool IsOver)>> present, Stream output, CancellationToken cancellation)
    {
        var log = new GroupLog();
        return await CopyAsync(
            query, run, log.Add(content, time.GetUtcNow()), output,
            path => query.Follow && !over ? GrowAsync(pod, query.Container, log, path, present, cancellation) : Task.CompletedTask,
            cancellation);
    }

    private static async Task<bool> CopyAsync(LogQuery query, int run, ReadOnlyMemory<byte> records, Stream output, Func<string, Task> grow, CancellationToken cancellation)
    {
        if (query.Previous || (query.Run ?? run) != run)
        {
            return false;
        }

        var folder = Directory.CreateTempSubdirectory("jobflows-log-").FullName;
        try
        {
            var path = LogFiles.Of(folder, run);
            await File.WriteAllBytesAsync(path, records, cancellation);
            var growing = Task.Run(
                async () =>
                {
                    try
                    {
                        await grow(path);
                    }
                    finally
                    {
                        Finish(path);
                    }
                },
                CancellationToken.None);
            if (!query.Follow)
            {
                await growing;
            }

            return await new LogReader(query, output, FilePoll).CopyAsync(folder, run, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Finish(string path)
    {
        try
        {
            LogFiles.Finish(path);
        }
        catch (IOException)
        {
            // The reader has gone, and its folder with it.
        }
    }

    // Whoever knows of the end needs to look once more.
    private async Task GrowAsync(PodRef pod, string container, GroupLog log, string path, Func<Task<(int Run, bool IsOver)>> present, CancellationToken cancellation)
    {
        var quiet = 1;
        while (File.Exists(path))
        {
            await Task.Delay(poll * quiet, time, cancellation);
            var (_, over) = await present();
            var news = await ContentAsync(pod, container, cancellation) is { } content ? log.Add(content, time.GetUtcNow()) : default;
            if (over && await ended.FindAsync(pod, container, cancellation) is { } kept)
            {
                news = (byte[])[.. news.Span, .. log.Add(GroupLog.LinesOf(kept.Records.Span), time.GetUtcNow()).Span];
            }

            await AppendAsync(path, news, cancellation);
            if (over)
            {
                return;
            }

            quiet = news.Length > 0 ? 1 : Math.Min(quiet + 1, LongestPolls);
        }
    }

    private static async Task AppendAsync(string path, ReadOnlyMemory<byte> news, CancellationToken cancellation)
    {
        if (news.Length > 0 && File.Exists(path))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(news, cancellation);
        }
    }

    // A log that can't be had just now comes later.
    private async Task<string?> ContentAsync(PodRef pod, string container, CancellationToken cancellation)
    {
        try
        {
            return await groups.LogAsync(GroupName.Of(pod.Uid), container, cancellation);
        }
        catch (RequestFailedException)
        {
            return null;
        }
    }
}

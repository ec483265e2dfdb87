using System.Text.Json;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>What is on disk about pods, so that none is run twice, and those that can go on do, whatever has crashed. All of it is renamed into place: whole or not there.</summary>
internal sealed class PodTraces(PodFolders folders)
{
    /// <summary>Whether some container of the pod has been started, or was about to be.</summary>
    public bool HasTrace(Pod pod) => Directory.Exists(folders.Pod(pod.Metadata.Uid!))
        && (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? [])
            .Any(container => Directory.Exists(folders.Container(pod.Metadata.Uid!, container.Name!)));

    /// <summary>How the pod ended, or null when it hasn't.</summary>
    public PodStatus? ReadEnd(string uid) => Read(folders.FinalStatus(uid), content => KubeJson.Read<Pod>(content).Status);

    /// <summary>Keeps how a pod ended; false when it can't be written.</summary>
    public bool WriteEnd(PodRun run) => Write(run, folders.FinalStatus(run.Ref.Uid), () => KubeJson.Write(run.Summarize()));

    /// <summary>How far a pod has come, or null when nothing was kept.</summary>
    public PodProgress? ReadProgress(string uid) => Read(folders.Progress(uid), content => JsonSerializer.Deserialize(content, ProgressJson.Default.PodProgress));

    /// <summary>Keeps how far a pod has come.</summary>
    public void WriteProgress(PodRun run) =>
        Write(run, folders.Progress(run.Ref.Uid), () => JsonSerializer.SerializeToUtf8Bytes(run.Progress(), ProgressJson.Default.PodProgress));

    private static T? Read<T>(string file, Func<byte[], T?> read)
        where T : class
    {
        try
        {
            return File.Exists(file) ? read(File.ReadAllBytes(file)) : null;
        }
        catch (JsonException)
        {
            // The machine went down while it was written.
            return null;
        }
    }

    private bool Write(PodRun run, string file, Func<byte[]> content)
    {
        try
        {
            folders.MakePod(run.Ref.Uid);
            LibC.WriteWhole(file, content());
            return true;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"{run.Ref.Uid}: {Path.GetFileName(file)} could not be written: {e.Message}");
            return false;
        }
    }
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Kubelet;

/// <summary>How a pod shows in the API.</summary>
internal sealed partial class PodRun
{
    private const string Address = "127.0.0.1";
    private const int CannotRunExitCode = 128;
    private const string StartErrorReason = "StartError";
    private const string FailedMountReason = "FailedMount";

    private static readonly TimeSpan SandboxPause = TimeSpan.FromMilliseconds(20);

    // What a kubelet puts into a termination message when it takes it from the log.
    private const int MessageLines = 80;
    private const int MessageBytes = 2048;
    private const int FileMessageBytes = 4096;
    private const int PodMessageBytes = 12 * 1024;

    /// <summary>Its status now.</summary>
    public PodStatus MakeStatus()
    {
        List<ContainerStatus> initStatuses = [.. init.Select(container => container.Status)];
        List<ContainerStatus> appStatuses = [.. app.Select(container => container.Status)];
        var phase = reason is not null && Ended ? "Failed" : PodPhase.Of(Spec, initStatuses, appStatuses, Ended);
        conditions = PodConditions.Update(conditions, Spec, phase, initStatuses, appStatuses, pod.Metadata.Generation, node.Time.GetUtcNow(), unschedulable, gates);
        return pod.Status! with
        {
            Phase = phase,
            Reason = reason,
            Message = message,
            Conditions = conditions,
            InitContainerStatuses = initStatuses.Count == 0 ? null : initStatuses,
            ContainerStatuses = appStatuses,
        };
    }

    /// <summary>What is to be known of it once it is gone: who it was, whose it was, its containers, its status.</summary>
    public Pod Summarize() => new()
    {
        Metadata = new ObjectMeta { Name = Ref.Name, Namespace = Ref.Namespace, Uid = Ref.Uid, OwnerReferences = pod.Metadata.OwnerReferences },
        Spec = new PodSpec
        {
            NodeName = Spec.NodeName,
            InitContainers = init.Count == 0 ? null : [.. init.Select(container => new Container { Name = container.Spec.Name })],
            Containers = [.. app.Select(container => new Container { Name = container.Spec.Name })],
        },
        Status = MakeStatus(),
    };

    private void Disrupt(string why, string text) => conditions = [.. (conditions ?? []).Where(condition => condition.Type != "DisruptionTarget"), new PodCondition
    {
        Type = "DisruptionTarget",
        Status = "True",
        Reason = why,
        Message = text,
        ObservedGeneration = pod.Metadata.Generation,
        LastTransitionTime = node.Time.GetUtcNow(),
    }];

    private void NoteStarted(ContainerRun container, ContainerProcess process, bool tell)
    {
        var spec = container.Spec;
        container.StartedAt = node.Time.GetUtcNow();
        container.Status = container.Status with
        {
            ContainerID = process.ContainerId ?? $"jobflows://{Ref.Uid}/{spec.Name}/{container.Status.RestartCount}",
        };
        if (tell)
        {
            TellCreated(container);
            Tell("Normal", "Started", $"Started container {spec.Name}", container);
        }
    }

    private void TellCreated(ContainerRun container) => Tell("Normal", "Created", $"Created container: {container.Spec.Name}", container);

    private void ShowRunning(ContainerRun container)
    {
        var spec = container.Spec;
        var started = spec.StartupProbe is null;
        container.Status = container.Status with
        {
            State = new ContainerState { Running = new ContainerStateRunning { StartedAt = container.StartedAt } },
            Ready = started && spec.ReadinessProbe is null && (!container.Init || container.Sidecar),
            Started = started,
        };
        Watch(container);
    }

    // The pod can't go on: a wrong mount must never pass for a right one.
    private void FailMount(string problem)
    {
        reason = FailedMountReason;
        message = problem;
        Tell("Warning", FailedMountReason, problem);
        Stop(TimeSpan.Zero);
    }

    // bwrap said why on its standard error, which is in the log. What it shows of a busy folder such as /tmp may be gone while it does: then it is
    // tried again with less.
    private void ExplainSandbox(ContainerRun container)
    {
        const string bubblewrap = "bwrap: execvp ";
        const int tries = 5;
        var said = LastOfLog(container, 1).Trim();
        if (said.StartsWith(bubblewrap, StringComparison.Ordinal))
        {
            CloseUnstarted(container, said[bubblewrap.Length..]);
            return;
        }

        container.Wait("ContainerCreating", null);
        if (++container.SandboxFailures > tries)
        {
            FailMount($"the sandbox of container {container.Spec.Name} could not be made: {said}");
            return;
        }

        File.Delete(LogFile(container));
        container.Retry = node.Loop.After(SandboxPause * container.SandboxFailures, () => Again(container));
    }

    // setpriv, which changes over to another user, is the last to know.
    private string? CannotExecute(ContainerRun container, ContainerExit exit)
    {
        const string setpriv = "setpriv: failed to execute ";
        return exit.Code is 126 or 127 && LastOfLog(container, 1).Trim() is { } said && said.StartsWith(setpriv, StringComparison.Ordinal) ? said[setpriv.Length..] : null;
    }

    private void CloseUnstarted(ContainerRun container, string said)
    {
        var parts = said.Split(": ", 2);
        var problem = ContainerStarter.RuntimeError(parts[0].Contains('/') || parts[^1] != "No such file or directory"
            ? $"exec: \"{parts[0]}\": {parts[^1].ToLowerInvariant()}"
            : $"exec: \"{parts[0]}\": executable file not found in $PATH");
        FailStart(container, problem);
    }

    private void FailStart(ContainerRun container, string problem)
    {
        Tell("Warning", "Failed", $"Error: {problem}", container);
        Close(container, StartError(problem));
    }

    private ContainerStateTerminated StartError(string problem) => new()
    {
        ExitCode = CannotRunExitCode,
        Reason = StartErrorReason,
        Message = problem,
        StartedAt = DateTimeOffset.UnixEpoch,
        FinishedAt = node.Time.GetUtcNow(),
    };

    private string? TerminationMessage(ContainerRun container, int exitCode)
    {
        var file = node.Folders.Message(Ref.Uid, container.Spec.Name!, container.Status.RestartCount ?? 0);
        var text = FileExcerpt.Last(file, Math.Min(FileMessageBytes, PodMessageBytes / (init.Count + app.Count)));
        if (text.Length == 0 && exitCode != 0 && container.Spec.TerminationMessagePolicy == "FallbackToLogsOnError")
        {
            text = LastOfLog(container, MessageLines);
        }

        return text.Length == 0 ? null : text;
    }

    private string LastOfLog(ContainerRun container, int lines)
    {
        return LogExcerpt.Last(LogFile(container), lines, MessageBytes);
    }

    private string LogFile(ContainerRun container) =>
        LogFiles.Of(node.Folders.Container(Ref.Uid, container.Spec.Name!), container.Status.RestartCount ?? 0);

    private void Tell(string type, string why, string text, ContainerRun? container = null) =>
        events.Add(new PodEvent(type, why, text, container?.FieldPath));
}

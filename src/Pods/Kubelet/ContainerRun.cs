using JobFlows.Domain.Core;
using JobFlows.Pods.Kubelet.Probes;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Kubelet;

/// <summary>One container of a pod through all of its runs.</summary>
internal sealed class ContainerRun(Container spec, bool init)
{
    public Container Spec { get; } = spec;

    public bool Init { get; } = init;

    /// <summary>An init container that goes on running beside the others.</summary>
    public bool Sidecar => Init && Spec.RestartPolicy == "Always";

    public string FieldPath => $"spec.{(Init ? "initContainers" : "containers")}{{{Spec.Name}}}";

    /// <summary>What the API shows of it.</summary>
    public ContainerStatus Status { get; set; } = new()
    {
        Name = spec.Name,
        Image = spec.Image ?? string.Empty,
        ImageID = string.Empty,
        Ready = false,
        Started = false,
        RestartCount = 0,
        State = new ContainerState { Waiting = new ContainerStateWaiting { Reason = "ContainerCreating" } },
    };

    /// <summary>Its process while it runs.</summary>
    public ContainerProcess? Process { get; set; }

    /// <summary>When its present or last run began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Its probes while it runs.</summary>
    public ContainerProbes? Probes { get; set; }

    /// <summary>What brings its present run to an end, if something does.</summary>
    public ContainerStop? Stop { get; set; }

    /// <summary>A sidecar has got as far as that what comes after it may start; it need not get there again.</summary>
    public bool LetsOthersStart { get; set; }

    /// <summary>What will start it again, or try to.</summary>
    public LoopTimer? Retry { get; set; }

    /// <summary>When it was last to be started again after it had crashed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>It has ended and is to run again, when its turn comes.</summary>
    public bool Due { get; set; }

    /// <summary>It has been started or has failed to start: beginning it again is a restart.</summary>
    public bool Begun { get; set; }

    /// <summary>Its image is being looked for.</summary>
    public bool Preparing { get; set; }

    /// <summary>It is its turn now, if its turn has come.</summary>
    public bool MayBegin => (!Begun || Due) && Retry is null && !Preparing;

    public CrashBackoff Crashes { get; } = new();

    /// <summary>How often in a row its sandbox could not be made.</summary>
    public int SandboxFailures { get; set; }

    /// <summary>Its image is not looked for again, as far as anybody is told, before this.</summary>
    public DateTimeOffset NextPull { get; set; }

    private CrashBackoff Pulls { get; } = new();

    public bool Succeeded => Status.State?.Terminated?.ExitCode == 0;

    /// <summary>It ended for good, for all the container itself knows.</summary>
    public bool Terminated => Status.State?.Terminated is not null;

    /// <summary>How long to wait after a failed look for the image: 10 s, doubling to 5 minutes.</summary>
    public TimeSpan PullPause(DateTimeOffset now) => Pulls.After(now, now) is { Ticks: > 0 } wait ? wait : Pulls.After(now, now);

    /// <summary>Shows it waiting.</summary>
    public void Wait(string reason, string? message) => Status = Status with
    {
        State = new ContainerState { Waiting = new ContainerStateWaiting { Reason = reason, Message = message } },
        Ready = false,
        Started = false,
    };
}

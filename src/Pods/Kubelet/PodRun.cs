using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Volumes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Kubelet;

/// <summary>One pod from its start to its end, as a kubelet would run it. Lives on the event loop.</summary>
internal sealed partial class PodRun
{
    private readonly Node node;
    private readonly IContainerStarter starter;
    private readonly PodTraces traces;
    private Pod pod;
    private readonly List<ContainerRun> init;
    private readonly List<ContainerRun> app;
    private readonly List<PodEvent> events = [];
    private readonly DateTimeOffset startedAt;
    private IReadOnlyList<PodCondition>? conditions;
    private IReadOnlyList<PodCondition>? gates;
    private LoopTimer? kill;
    private LoopTimer? deadline;
    private DateTimeOffset killAt = DateTimeOffset.MaxValue;
    private bool stopping;
    private bool finishing;
    private string? reason;
    private string? message;

    public PodRun(Pod pod, Node node, IContainerStarter starter, PodTraces traces)
    {
        (this.node, this.starter, this.traces) = (node, starter, traces);
        startedAt = pod.Status?.StartTime ?? node.Time.GetUtcNow();
        this.pod = pod with
        {
            Spec = pod.Spec! with { NodeName = pod.Spec.NodeName ?? node.Settings.Name },
            Status = (pod.Status ?? new PodStatus()) with
            {
                HostIP = Address,
                HostIPs = [new HostIP { Ip = Address }],
                PodIP = Address,
                PodIPs = [new PodIP { Ip = Address }],
                StartTime = startedAt,
                ObservedGeneration = pod.Metadata.Generation,
            },
        };
        conditions = pod.Status?.Conditions;
        Gate(pod.Status);
        volumes = new PodVolumes(node);
        Needs = PodNeeds.Of(pod);
        Ref = new PodRef(pod.Metadata.Namespace ?? string.Empty, pod.Metadata.Name ?? string.Empty, pod.Metadata.Uid!);
        init = [.. (pod.Spec.InitContainers ?? []).Select(container => new ContainerRun(container, init: true))];
        var waiting = init.Count > 0 ? "PodInitializing" : "ContainerCreating";
        app = [.. (pod.Spec.Containers ?? []).Select(container => new ContainerRun(container, init: false))];
        foreach (var container in All)
        {
            container.Wait(waiting, null);
        }
    }

    public PodRef Ref { get; }

    /// <summary>It waits in the report queue.</summary>
    public bool Queued { get; set; }

    /// <summary>Nothing of it runs and nothing will.</summary>
    public bool Ended { get; private set; }

    /// <summary>Told when it has ended.</summary>
    public Action<PodRun>? OnEnded { get; set; }

    /// <summary>The main process of a container, while it runs.</summary>
    public ContainerProcess? Process(string container) => All.FirstOrDefault(one => one.Spec.Name == container)?.Process;

    private IEnumerable<ContainerRun> All => init.Concat(app);

    private PodSpec Spec => pod.Spec!;

    private TimeSpan Grace => Durations.Seconds(Spec.TerminationGracePeriodSeconds ?? 30);

    /// <summary>Starts its first containers.</summary>
    public void Start()
    {
        WatchDeadline();
        WatchStart();
        LookForClaims();
    }

    /// <summary>Takes over a new <c>activeDeadlineSeconds</c>.</summary>
    public void Limit(long? seconds)
    {
        if (seconds != Spec.ActiveDeadlineSeconds && !Ended)
        {
            pod = pod with { Spec = Spec with { ActiveDeadlineSeconds = seconds } };
            WatchDeadline();
        }
    }

    /// <summary>Asks all containers to end, and kills what is left after the grace period: at once if there is none. A shorter period replaces a longer one.</summary>
    public void Stop(TimeSpan grace)
    {
        if (Ended || (stopping && node.Time.GetUtcNow() + grace >= killAt))
        {
            return;
        }

        BeginGrace(grace);
        if (!stopping)
        {
            stopping = true;
            unrecorded |= reason is not null;
            StopContainers();
        }

        if (grace <= TimeSpan.Zero)
        {
            KillAll();
        }

        Advance();
    }

    /// <summary>Its status now, with the events since the last report.</summary>
    public PodReport Report()
    {
        PodEvent[] told = [.. events];
        events.Clear();
        return new PodReport(Ref, MakeStatus(), Ended, told);
    }

    /// <summary>Takes back events of a report that did not arrive.</summary>
    public void TakeBack(PodReport report) => events.InsertRange(0, report.Events);

    // Does whatever can be done next. Everything that happens to the pod ends here.
    private void Advance()
    {
        if (Ended)
        {
            return;
        }

        if (mounted && !stopping && !finishing)
        {
            StartWhatIsDue();
        }

        if (!Ended && !recovering)
        {
            FinishIfDone();
        }

        if (unrecorded && !Ended)
        {
            unrecorded = false;
            traces.WriteProgress(this);
        }

        node.Reports.Add(this);
    }

    private void FinishIfDone()
    {
        if (IsOver() && !finishing)
        {
            finishing = true;
            if (!stopping)
            {
                BeginGrace(Grace);
            }
        }

        if (stopping || finishing)
        {
            StopSidecars();
        }

        if ((stopping || finishing) && All.All(container => container.Process is null))
        {
            End();
        }
    }

    // Init containers one after the other, then all of the others.
    private void StartWhatIsDue()
    {
        foreach (var container in init)
        {
            if (container.MayBegin)
            {
                StartRun(container);
            }

            if (container.Sidecar ? !container.LetsOthersStart : !container.Succeeded)
            {
                return;
            }
        }

        foreach (var container in app)
        {
            if (container.MayBegin && !stopping)
            {
                StartRun(container);
            }
        }
    }

    private void WatchDeadline()
    {
        deadline?.Cancel();
        deadline = Spec.ActiveDeadlineSeconds is { } seconds ? node.Loop.After(startedAt + Durations.Seconds(seconds) - node.Time.GetUtcNow(), PassDeadline) : null;
    }

    private void PassDeadline()
    {
        reason = "DeadlineExceeded";
        message = "Pod was active on the node longer than the specified deadline";
        Tell("Warning", "DeadlineExceeded", message);
        Stop(Grace);
        node.Reports.Deliver();
    }

    private void End()
    {
        Ended = true;
        kill?.Cancel();
        deadline?.Cancel();
        startDeadline?.Cancel();
        foreach (var container in All)
        {
            container.Retry?.Cancel();
        }

        LeaveVolumes();
        foreach (var container in All.Where(container => container.Status is { State.Waiting: not null, LastState.Terminated: not null }))
        {
            // It waited for a run that will not be.
            container.Status = container.Status with { State = container.Status.LastState };
        }

        if (reason == FailedMountReason)
        {
            foreach (var container in All.Where(container => container.Status.State?.Waiting is not null))
            {
                container.Wait(FailedMountReason, message);
            }
        }
        else if (reason != StartDeadline.Exceeded && PodPhase.IsInitialized(Spec, [.. init.Select(container => container.Status)]))
        {
            foreach (var container in app.Where(container => !container.Terminated))
            {
                container.Status = LostPod.Unknown(container.Status);
            }
        }

        OnEnded?.Invoke(this);
    }
}

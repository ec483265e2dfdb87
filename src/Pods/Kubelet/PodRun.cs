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

    /// <summary>Asks all containers to end, and kills what is left after the grace period. A shorter period replaces a longer one.</summary>
    public void Stop(TimeSpan grace)
    {
        var at = node.Time.GetUtcNow() + grace;
        if (Ended || (stopping && at >= killAt))
        {
            return;
        }

        killAt = at;
        kill?.Cancel();
        kill = node.Loop.After(grace, KillAll);
        if (!stopping)
        {
            stopping = true;
            unrecorded |= reason is not null;
            StopContainers();
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
                killAt = node.Time.GetUtcNow() + Grace;
                kill = node.Loop.After(Grace, KillAll);
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

    private void StartRun(ContainerRun container)
    {
        container.Retry = null;
        container.Due = false;
        var restarts = container.Begun ? container.Status.RestartCount!.Value + (container.SandboxFailures == 0 ? 1 : 0) : 0;
        Take(container, Launch(container, restarts), restarts);
    }

    private void Take(ContainerRun container, StartOutcome outcome, int restarts)
    {
        switch (outcome)
        {
            case StartOutcome.Running running:
                Begin(container, running, restarts);
                break;
            case StartOutcome.Preparing { Find: var find }:
                Prepare(container, find, restarts);
                break;
            case StartOutcome.NoImage missing:
                WaitForImage(container, missing);
                break;
            case StartOutcome.BadConfiguration { Message: var problem }:
                WaitForConfiguration(container, problem);
                break;
            case StartOutcome.CannotMount { Message: var problem }:
                FailMount(problem);
                break;
            case StartOutcome.CannotRun { Message: var problem }:
                container.Status = container.Status with { RestartCount = restarts };
                container.Begun = true;
                Tell("Warning", "Failed", $"Error: {problem}", container);
                Close(container, StartError(problem));
                break;
        }
    }

    private StartOutcome Launch(ContainerRun container, int restarts)
    {
        var start = new ContainerStart(pod, container.Spec, restarts, volumes.Ready, container.SandboxFailures, node.Time.GetUtcNow() >= container.NextPull);
        return Attempt(() => starter.Start(start, exit => OnEnd(container, exit)));
    }

    private static StartOutcome Attempt(Func<StartOutcome> start)
    {
        try
        {
            return start();
        }
        catch (Exception e)
        {
            // A fault that nobody thought of still ends this container, where everybody can see it, and no other.
            if (e is not (IOException or UnauthorizedAccessException))
            {
                Console.Error.WriteLine(e);
            }

            return new StartOutcome.CannotRun(ContainerStarter.RuntimeError(e.Message));
        }
    }

    private void OnEnd(ContainerRun container, ContainerExit exit)
    {
        var started = container.StartedAt;
        container.Process = null;
        container.Probes?.Cancel();
        container.Probes = null;
        container.Kill?.Cancel();
        if (exit.NotCreated is { } uncreated)
        {
            WaitForCreation(container, uncreated);
        }
        else if (exit.NotStarted is { } refusal)
        {
            TellCreated(container);
            FailStart(container, ContainerStarter.RuntimeError(refusal));
        }
        else if (exit.Problem is { } unstarted)
        {
            FailStart(container, ContainerStarter.RuntimeError(unstarted));
        }
        else if (!exit.CommandRan && !stopping)
        {
            ExplainSandbox(container);
        }
        else if (CannotExecute(container, exit) is { } refused)
        {
            CloseUnstarted(container, refused);
        }
        else
        {
            container.SandboxFailures = 0;
            var code = exit.CommandRan ? exit.Code : 128 + LibC.SigTerm;
            Close(container, new ContainerStateTerminated
            {
                ExitCode = code,
                Reason = code == 0 ? "Completed" : exit.OutOfMemory ? "OOMKilled" : "Error",
                Message = TerminationMessage(container, code),
                StartedAt = started,
                FinishedAt = exit.FinishedAt,
                ContainerID = container.Status.ContainerID,
            });
        }

        Advance();
        node.Reports.Deliver();
    }

    // Shows how a run ended, and sees to the next one if there is to be one.
    private void Close(ContainerRun container, ContainerStateTerminated terminated)
    {
        if (ShowEnd(container, terminated) is { } wait)
        {
            RetryAfter(container, wait);
        }
    }

    // Returns how long to wait for the next run; null when there will be none.
    private TimeSpan? ShowEnd(ContainerRun container, ContainerStateTerminated terminated)
    {
        unrecorded = true;
        var state = new ContainerState { Terminated = terminated };
        container.Status = container.Status with
        {
            State = state,
            Ready = container is { Init: true, Sidecar: false } && terminated.ExitCode == 0,
            Started = false,
        };
        if (stopping || finishing || !RestartDecision.ShouldRestart(Spec, container.Spec, container.Init, terminated.ExitCode!.Value))
        {
            return null;
        }

        container.Status = container.Status with { LastState = state };
        var finished = terminated.FinishedAt ?? node.Time.GetUtcNow();
        var wait = container.Crashes.After(terminated.Reason == StartErrorReason ? finished : container.StartedAt, finished);
        if (wait == TimeSpan.Zero)
        {
            container.Wait("ContainerCreating", null);
        }
        else
        {
            container.Wait("CrashLoopBackOff", $"back-off {CrashBackoff.Print(wait)} restarting failed container={container.Spec.Name} pod={PodNames.Full(pod)}");
            Tell("Warning", "BackOff", $"Back-off restarting failed container {container.Spec.Name} in pod {PodNames.Full(pod)}", container);
        }

        return wait;
    }

    private void RetryAfter(ContainerRun container, TimeSpan wait)
    {
        container.RetryAt = node.Time.GetUtcNow() + wait;
        container.Retry = node.Loop.After(wait, () => Again(container));
    }

    private void Again(ContainerRun container)
    {
        if (!stopping && !finishing && !container.Preparing)
        {
            StartRun(container);
            Advance();
            node.Reports.Deliver();
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

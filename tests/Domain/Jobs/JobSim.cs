using System.Text.Json;
using System.Text.Json.Serialization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>Carries out what <see cref="JobDecider"/> decides on make-believe pods and a make-believe clock. Every decision is also made from the
/// state as it comes back from JSON, and has to be the same.</summary>
internal sealed class JobSim
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The options of workflow payloads.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly bool replaysJson;

    public JobSim(JobSpec spec, JobStatus? status = null, bool replaysJson = true)
    {
        this.replaysJson = replaysJson;
        Job = Snapshot(spec, status);
        State = JobDecider.Begin(Job);
        Step();
    }

    public JobSnapshot Job { get; private set; }

    public JobState State { get; private set; }

    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>The last status written.</summary>
    public JobStatus Status { get; private set; } = new();

    /// <summary>Every status written.</summary>
    public List<JobStatus> Statuses { get; } = [];

    public List<JobNotice> Notices { get; } = [];

    public List<SimPod> Pods { get; } = [];

    public JobDecision Last { get; private set; } = null!;

    public bool JobDeleted { get; private set; }

    /// <summary>Whether making pods fails for now.</summary>
    public string? StartError { get; set; }

    public IReadOnlyList<SimPod> Active => [.. Pods.Where(pod => !pod.HasEnded && !pod.Terminating)];

    public IReadOnlyList<SimPod> Terminating => [.. Pods.Where(pod => !pod.HasEnded && pod.Terminating)];

    public static JobSnapshot Snapshot(JobSpec spec, JobStatus? status = null) => new()
    {
        Namespace = "ns",
        Name = "job",
        Uid = "11111111-2222-4333-8444-555555555555",
        CreatedAt = Start,
        Spec = spec with { Template = spec.Template ?? new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "Never" } } },
        Status = status,
    };

    public JobCondition? Condition(string type) => Status.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public SimPod At(int index) => Active.Single(pod => pod.Index == index);

    /// <summary>Decides on these events, carries out the work, and goes on for as long as more is due now.</summary>
    public void Step(params JobEvent[] events)
    {
        IReadOnlyList<JobEvent> next = events;
        for (var round = 0; ; round++)
        {
            Assert.True(round < 10_000, "the Job never comes to rest");
            var failed = DecideOnce(next);
            if (failed is null && !(Last.WakeAt <= Now))
            {
                return;
            }

            next = failed is null ? [] : [failed];
        }
    }

    /// <summary>Makes one decision and carries it out.</summary>
    public JobEvent? DecideOnce(IReadOnlyList<JobEvent> events)
    {
        var decision = JobDecider.Decide(State, events, Now);
        if (replaysJson)
        {
            var copy = JsonSerializer.Deserialize<JobState>(JsonSerializer.Serialize(State, Json), Json)!;
            Assert.Equal(JsonSerializer.Serialize(decision, Json), JsonSerializer.Serialize(JobDecider.Decide(copy, events, Now), Json));
        }

        State = decision.State;
        Last = decision;
        return CarryOut(decision.Work);
    }

    /// <summary>Lets time pass, with the timers that go off.</summary>
    public void Advance(TimeSpan time)
    {
        var until = Now + time;
        while (Last.WakeAt is { } wakeAt && wakeAt <= until)
        {
            Now = wakeAt > Now ? wakeAt : Now;
            Step();
        }

        Now = until;
    }

    public void Advance(int seconds) => Advance(TimeSpan.FromSeconds(seconds));

    public void Observe(params IEnumerable<SimPod> pods) => Step(new JobEvent.PodsObserved([.. pods.Select(pod => pod.Observe())]));

    public void Run(params IEnumerable<SimPod> pods)
    {
        foreach (var pod in pods)
        {
            (pod.Phase, pod.Ready) = ("Running", true);
        }

        Observe(pods);
    }

    public void Succeed(params IEnumerable<SimPod> pods) => End("Succeeded", pods);

    public void Fail(params IEnumerable<SimPod> pods) => End("Failed", pods);

    public void FailWith(SimPod pod, int exitCode)
    {
        pod.Ended = SimPod.Exits("main", exitCode);
        Fail(pod);
    }

    /// <summary>Lets the pods that are being stopped end.</summary>
    public void EndTerminating() => Fail(Terminating);

    public void Change(Func<JobSpec, JobSpec> change)
    {
        Job = Job with { Spec = change(Job.Spec), Status = Status };
        Step(new JobEvent.JobChanged(Job));
    }

    public void Change(JobSnapshot job)
    {
        Job = job;
        Step(new JobEvent.JobChanged(Job));
    }

    /// <summary>A client writes the status.</summary>
    public void Overwrite(JobStatus status)
    {
        Status = status;
        Change(Job with { Status = status });
    }

    private void End(string phase, IEnumerable<SimPod> pods)
    {
        var ending = pods.ToList();
        foreach (var pod in ending)
        {
            (pod.Phase, pod.Ready, pod.FinishedAt) = (phase, false, Now);
        }

        Observe(ending);
    }

    private JobEvent.StartFailed? CarryOut(JobWork work)
    {
        var unmade = StartError is null ? [] : work.Start.Select(seed => new PodHandle(seed.Name, seed.Uid)).ToList();
        Pods.AddRange(StartError is null ? work.Start.Select(seed => new SimPod(seed)) : []);
        foreach (var handle in work.Stop)
        {
            Pods.Single(pod => pod.Uid == handle.Uid).Terminating = true;
        }

        foreach (var handle in work.Release)
        {
            var pod = Pods.Single(pod => pod.Uid == handle.Uid);
            Assert.False(pod.Released, "released twice");
            pod.Released = true;
        }

        if (work.Status is { } status)
        {
            Assert.False(StatusIsSame(status), "a status that has not changed was written");
            Status = status;
            Statuses.Add(status);
        }

        Notices.AddRange(work.Notices.Where(notice => !unmade.Exists(pod => notice == JobNotice.Created(pod.Name))));
        JobDeleted |= work.DeleteJob;
        return unmade.Count == 0 ? null : new JobEvent.StartFailed(unmade, StartError!);
    }

    private bool StatusIsSame(JobStatus status) => JsonSerializer.Serialize(status, Json) == JsonSerializer.Serialize(Status, Json);
}

using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Jobs;

/// <summary>The state of a Job while a decision is made: opened from one <see cref="JobState"/>, changed step by step, closed into the next,
/// with the work that the steps have asked for. Keeps the sums in step with every change of a pod.</summary>
internal sealed class Ledger
{
    private readonly JobState opened;
    private readonly PodTable.Builder pods;
    private readonly List<PodSeed> started = [];
    private readonly List<PodHandle> stopped = [];
    private readonly List<PodHandle> released = [];
    private readonly List<JobNotice> notices = [];
    private readonly PodIdentity identity;
    private long ordinals;

    public Ledger(JobState state, DateTimeOffset now)
    {
        opened = state;
        Now = now;
        Terms = new JobTerms(state.Job);
        pods = state.Pods.ToBuilder();
        Counts = state.Counts;
        Indexes = new IndexBook(state);
        ordinals = state.Ordinals;
        SingleSuccesses = state.Succeeded;
        Failed = state.Failed;
        Streak = state.Streak;
        FailJobMessage = state.FailJobMessage;
        StartFailures = state.StartFailures;
        StartRetryAt = state.StartRetryAt;
        HasStrays = state.HasStrays;
        Gone = state.Gone;
        StartTime = state.StartTime;
        CompletionTime = state.CompletionTime;
        Conditions = state.Conditions;
        Published = state.Published;
        identity = new PodIdentity(state.Job.Name, state.Job.Uid);
    }

    public DateTimeOffset Now { get; }

    public JobTerms Terms { get; set; }

    public PodCounts Counts { get; private set; }

    public IndexBook Indexes { get; }

    public int Succeeded => Terms.Indexed ? Indexes.Completed.Count : SingleSuccesses;

    public int SingleSuccesses { get; set; }

    public int Failed { get; set; }

    public FailureStreak Streak { get; set; }

    public string? FailJobMessage { get; set; }

    public int StartFailures { get; set; }

    public DateTimeOffset? StartRetryAt { get; set; }

    public bool HasStrays { get; set; }

    public bool Gone { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? CompletionTime { get; set; }

    public IReadOnlyList<JobCondition> Conditions { get; set; }

    public JobStatus? Published { get; set; }

    /// <summary>When to decide again, by all that has been asked for so far.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>The live pods that fit, in the order in which they were started. Looks at all live pods.</summary>
    public List<TrackedPod> PodsWhere(Func<TrackedPod, bool> fits)
    {
        var found = pods.Pods.Where(fits).ToList();
        found.Sort((one, other) => one.Ordinal.CompareTo(other.Ordinal));
        return found;
    }

    public TrackedPod? Find(string uid) => pods.Find(uid);

    public void Update(TrackedPod before, TrackedPod after)
    {
        if (before != after)
        {
            pods.Set(after);
            Counts = Counts.Minus(before).Plus(after);
        }
    }

    public void Forget(TrackedPod pod)
    {
        pods.Remove(pod.Uid);
        Counts = Counts.Minus(pod);
    }

    /// <summary>Starts a pod, in an index if the Job has them.</summary>
    public void Start(int? index)
    {
        var retry = index is { } taken && Terms.PerIndex ? Indexes.RetryOf(taken) : null;
        var ordinal = ordinals++;
        var pod = new TrackedPod
        {
            Uid = identity.Uid(ordinal),
            Name = identity.Name(ordinal, index),
            Ordinal = ordinal,
            Index = index,
            FailureCount = retry?.Failures ?? 0,
            IgnoredFailureCount = retry?.Ignored ?? 0,
        };
        if (index is { } held)
        {
            Indexes.Take(held);
        }

        pods.Set(pod);
        Counts = Counts.Plus(pod);
        started.Add(new PodSeed
        {
            Ordinal = ordinal,
            Uid = pod.Uid,
            Name = pod.Name,
            Index = index,
            FailureCount = index is not null && Terms.PerIndex ? pod.FailureCount : null,
            IgnoredFailureCount = pod.IgnoredFailureCount > 0 ? pod.IgnoredFailureCount : null,
        });
        Notify(JobNotice.Created(pod.Name));
    }

    /// <summary>Takes in a pod that the Job has not started, if it doesn't know it already. One that has no index of its own in a Job with indexes
    /// is stopped; of two in one index the one that runs stays, or else the one that was there first.</summary>
    public void Adopt(AdoptedPod adopted)
    {
        if (pods.Find(adopted.Seen.Uid) is not null)
        {
            return;
        }

        if (adopted is { Index: { } taken, Seen.Phase: "Running" } && PodsWhere(pod => pod.Index == taken && pod is { Ending: false, Running: false }) is [var pending])
        {
            Stop(pending);
            Update(Find(pending.Uid)!, GiveUpIndex(Find(pending.Uid)!, evenWhenReplacedLate: true));
        }

        var fits = !Terms.Indexed || (adopted.Index is { } wanted && Indexes.Free.Contains(wanted));
        var pod = new TrackedPod
        {
            Uid = adopted.Seen.Uid,
            Name = adopted.Seen.Name,
            Ordinal = ordinals++,
            Index = Terms.Indexed ? adopted.Index : null,
            IndexGivenUp = !fits,
            FailureCount = Terms.PerIndex ? adopted.FailureCount : 0,
            IgnoredFailureCount = Terms.PerIndex ? adopted.IgnoredFailureCount : 0,
        };
        pods.Set(pod);
        Counts = Counts.Plus(pod);
        if (!fits)
        {
            Stop(pod);
        }
        else if (pod.Index is { } held)
        {
            Indexes.Take(held);
        }
    }

    /// <summary>Stops an active pod; however it ends, it won't count from now on.</summary>
    public void Stop(TrackedPod pod)
    {
        Release(pod);
        var ending = GiveUpIndex(pod with { Released = true, Untracked = false, Ending = true }, evenWhenReplacedLate: false);
        Update(pod, ending);
        stopped.Add(pod.Handle);
        Notify(JobNotice.Deleted(pod.Name));
    }

    /// <summary>Lets go of a pod that runs on: it won't count from now on.</summary>
    public void LetGo(TrackedPod pod)
    {
        Release(pod);
        Update(pod, pod with { Released = true, Untracked = false });
    }

    /// <summary>Asks for the pod's finalizer to come off, unless that has been done.</summary>
    public void Release(TrackedPod pod)
    {
        if (!pod.Released)
        {
            released.Add(pod.Handle);
        }
    }

    /// <summary>Gives the pod's index back, once, for another pod to take: as soon as the pod is on its way out, or only when it has
    /// ended if the Job replaces no sooner.</summary>
    public TrackedPod GiveUpIndex(TrackedPod pod, bool evenWhenReplacedLate)
    {
        if (pod.Index is not { } index || pod.IndexGivenUp || (Terms.ReplaceOnlyEnded && !evenWhenReplacedLate))
        {
            return pod;
        }

        if (index < Terms.IndexLimit)
        {
            Indexes.GiveBack(index);
        }

        return pod with { IndexGivenUp = true };
    }

    public void Notify(JobNotice notice) => notices.Add(notice);

    public void Wake(DateTimeOffset? at)
    {
        if (at is not null && !(WakeAt <= at))
        {
            WakeAt = at;
        }
    }

    public JobState Close() => opened with
    {
        Job = Terms.Job,
        Gone = Gone,
        Ordinals = ordinals,
        Pods = pods.ToTable(),
        Counts = Counts,
        Succeeded = SingleSuccesses,
        Failed = Failed,
        Completed = Indexes.Completed,
        FailedIndexes = Indexes.Failed,
        Free = Indexes.Free,
        Retries = Indexes.Retries,
        HasStrays = HasStrays,
        Streak = Streak,
        FailJobMessage = FailJobMessage,
        StartFailures = StartFailures,
        StartRetryAt = StartRetryAt,
        Starting = started.Count > 0,
        StartTime = StartTime,
        CompletionTime = CompletionTime,
        Conditions = Conditions,
        Published = Published,
    };

    public JobWork Work(JobStatus? status, bool deleteJob = false) => new()
    {
        Start = started,
        Stop = stopped,
        Release = released,
        Status = status,
        Notices = notices,
        DeleteJob = deleteJob,
    };
}

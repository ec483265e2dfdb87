using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Domain.Tests.Jobs;

namespace JobFlows.Domain.Tests.Upstream;

/// <summary>The cases of <c>indexed_job_utils_test.go</c>, played on a Job that meets pods it has not made. A pod is written <c>index=phase</c> with the
/// phase's first letter, small if the pod lacks the tracking finalizer, without an index as <c>-</c>; failure counts follow after a <c>#</c>.</summary>
public sealed class IndexedJobTable
{
    /// <summary><c>TestCalculateSucceededIndexes</c>.</summary>
    [Theory]
    [InlineData("one index", 2, "", "1=S", "1")]
    [InlineData("two separate", 11, "", "2=F 5=S 5=S 10=F 10=S", "5,10")]
    [InlineData("two intervals", 8, "", "0=R 1=P 2=S 3=S 5=S 6=S 7=S", "2,3,5-7")]
    [InlineData("one index and one interval", 6, "", "0=S 1=F 2=S 3=S 4=S 5=S -=S -2=S", "0,2-5")]
    [InlineData("out of range", 5, "", "0=S 1=S 2=S 3=F 4=S 5=S -=S -2=S", "0-2,4")]
    [InlineData("some without the finalizer", 8, "", "0=S 1=s 2=s 3=S", "0,3")]
    [InlineData("known, out of range", 8, "0-5,8-10", "", "0-5")]
    [InlineData("known, partly out of range", 10, "0-5,8-10", "", "0-5,8,9")]
    [InlineData("known and new, apart", 13, "0,4,5,10-12", "2=S 7=S 8=S", "0,2,4,5,7,8,10-12")]
    [InlineData("known between new", 9, "3,4,6", "2=S 7=S 8=S", "2-4,6-8")]
    [InlineData("new between known", 9, "2,7,8", "3=S 4=S 6=S", "2-4,6-8")]
    [InlineData("new within known", 10, "2-7", "0=S 3=S 5=S 9=S", "0,2-7,9")]
    [InlineData("damaged text", 4, "0,1-foo,bar", "3=S", "0,3")]
    public void SucceededIndexes(string name, int completions, string known, string pods, string succeeded)
    {
        var state = Meet(Specs.Indexed(completions, 0, backoffLimit: 1000), new JobStatus { CompletedIndexes = known }, pods).State;
        Assert.True(succeeded == state.Completed.ToString(), name);
    }

    /// <summary><c>TestIsIndexFailed</c> and <c>TestCalculateFailedIndexes</c>.</summary>
    [Theory]
    [InlineData("no retries", 2, 0, null, "0=F#0", "0")]
    [InlineData("the last retry", 2, 1, null, "1=F#1", "1")]
    [InlineData("FailIndex", 2, 1, null, "0=F3#0", "0")]
    [InlineData("one of two", 2, 1, null, "0=F#0 1=F#1", "1")]
    [InlineData("the finalizer is gone", 2, 0, null, "0=f#0 1=F#0", "1")]
    [InlineData("outside the completions", 2, 0, null, "3=F#0", "")]
    [InlineData("more failed indexes", 2, 0, "0", "1=F#0", "0,1")]
    [InlineData("known to be none", 2, 0, "", "1=F#0", "1")]
    [InlineData("known outside the completions", 2, 0, "9", "1=F#0", "1")]
    [InlineData("ignored failures don't count", 2, 1, null, "0=F#0#7", "")]
    public void FailedIndexes(string name, int completions, int limit, string? known, string pods, string failed)
    {
        var policy = new PodFailurePolicy
        {
            Rules = [new PodFailurePolicyRule { Action = "FailIndex", OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = "In", Values = [3] } }],
        };
        var state = Meet(Specs.PerIndex(completions, 0, limit) with { PodFailurePolicy = policy }, new JobStatus { FailedIndexes = known }, pods).State;
        Assert.True(failed == state.FailedIndexes.ToString(), name);
    }

    /// <summary><c>TestGetNewIndexFailureCountValue</c>, and <c>TestGetPodsWithDelayedDeletionPerIndex</c>: a failed pod can go at once, as the Job
    /// itself remembers the count.</summary>
    [Theory]
    [InlineData("the first pod", "", 0, null)]
    [InlineData("after the first failure", "0=F#0", 1, null)]
    [InlineData("after the fourth failure", "0=F#3", 4, null)]
    [InlineData("after an ignored failure", "0=F42#3", 3, 1)]
    [InlineData("after another ignored failure", "0=F42#3#1", 3, 2)]
    public void FailureCountOfTheNextPod(string name, string pods, int counted, int? ignored)
    {
        var policy = new PodFailurePolicy
        {
            Rules = [new PodFailurePolicyRule { Action = "Ignore", OnExitCodes = new PodFailurePolicyOnExitCodesRequirement { Operator = "In", Values = [42] } }],
        };
        var paused = Specs.PerIndex(1, 0, limit: 9) with { PodFailurePolicy = policy };
        var met = Meet(paused, new JobStatus(), pods);
        Assert.Equal(pods.Length > 0 ? 1 : 0, met.Work.Release.Count);
        var decision = JobDecider.Decide(met.State, [new JobEvent.JobChanged(JobSim.Snapshot(paused with { Parallelism = 1 }))], JobSim.Start.AddHours(1));
        var seed = Assert.Single(decision.Work.Start);
        Assert.True((counted, ignored) == (seed.FailureCount, seed.IgnoredFailureCount), name);
    }

    /// <summary><c>TestIntervalsHaveIndex</c>.</summary>
    [Theory]
    [InlineData("empty", "", 4, false)]
    [InlineData("before all", "2-4,5-7", 1, false)]
    [InlineData("after all", "2-4,6-8", 9, false)]
    [InlineData("in between", "2-4,6-8", 5, false)]
    [InlineData("in the first", "2-4,6-8", 2, true)]
    [InlineData("in the second", "2-4,6-8", 8, true)]
    public void Contains(string name, string intervals, int index, bool has) => Assert.True(has == IndexSet.Parse(intervals).Contains(index), name);

    /// <summary><c>TestFirstPendingIndexes</c>: in which indexes so many more pods are started.</summary>
    [Theory]
    [InlineData("more than completions", 5, 3, "", null, "", "0-2")]
    [InlineData("fewer than completions", 2, 5, "", null, "", "0,1")]
    [InlineData("the first are active", 3, 10, "", null, "0=R 1=P", "2-4")]
    [InlineData("the last are active or have succeeded", 6, 6, "4,5", null, "6=P", "0-3")]
    [InlineData("mixed", 5, 20, "2-4,9", null, "5=R 8=P", "0,1,6,7,10")]
    [InlineData("with failed indexes", 5, 20, "1,5,9", "2,6,7", "3=P", "0,4,8,10,11")]
    public void FirstPending(string name, int count, int completions, string succeeded, string? failed, string active, string started)
    {
        var spec = failed is null ? Specs.Indexed(completions, 0) : Specs.PerIndex(completions, 0, 9);
        var state = MeetAll(spec, new JobStatus { CompletedIndexes = succeeded, FailedIndexes = failed }, active).State with { StartRetryAt = null };
        var more = spec with { Parallelism = state.Counts.Active + count };
        var decision = JobDecider.Decide(state, [new JobEvent.JobChanged(JobSim.Snapshot(more))], JobSim.Start);
        Assert.True(started == IndexSet.Of([.. decision.Work.Start.Select(seed => seed.Index!.Value)]).ToString(), name);
    }

    /// <summary><c>TestAppendDuplicatedIndexPodsForRemoval</c>: a second pod in an index goes, and one without a valid index.</summary>
    [Theory]
    [InlineData("all unique", "-=P 2=P 5=R 6=R", "-=P 6=R")]
    [InlineData("all with index", "5=P 0=R 3=P 0=R 3=R 0=P 6=R 6=P", "0=R 3=P 0=P 6=R 6=P")]
    [InlineData("mixed", "-=P invalid=R -2=R 0=P 1=P 1=P 1=R", "-=P invalid=R -2=R 1=P 1=P")]
    public void Duplicates(string name, string pods, string removed)
    {
        var decision = MeetAll(Specs.Indexed(6, 6), new JobStatus(), pods);
        var words = pods.Split(' ');
        Assert.Equal(decision.State.Counts.Active, decision.State.Pods.Pods.Where(pod => !pod.Ending).Select(pod => pod.Index).Distinct().Count());
        Assert.True(removed == string.Join(' ', decision.Work.Stop.Select(pod => words[int.Parse(pod.Name)])), name);
        Assert.Equal(0, decision.State.Failed);
    }

    /// <summary><c>TestPodGenerateNameWithIndex</c>.</summary>
    [Theory]
    [InlineData("short", "indexed-job", "indexed-job-1-")]
    [InlineData("too long", "hhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooo", "hhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhh-1-")]
    [InlineData("too long with the index", "hhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhoo", "hhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhhooooohhhhh-1-")]
    public void GenerateName(string name, string job, string expected) => Assert.True(expected == PodIdentity.GenerateName(job, 1), name);

    /// <summary><c>TestGetIndexFailureCount</c>.</summary>
    [Theory]
    [InlineData(null, 0)]
    [InlineData("2", 2)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", 0)]
    [InlineData("-1", 0)]
    [InlineData("xyz", 0)]
    public void FailureCount(string? annotation, int count)
    {
        var annotations = annotation is null ? null : new Dictionary<string, string> { [JobPodKeys.IndexFailureCount] = annotation };
        Assert.Equal(count, PodClaims.Adoption(new Pod { Metadata = new ObjectMeta { Name = "p", Uid = "u", Annotations = annotations } }).FailureCount);
    }

    /// <summary>Lets a Job with that spec and status meet those pods, all at once.</summary>
    private static JobDecision Meet(JobSpec spec, JobStatus status, string pods) => Meet(JobDecider.Begin(JobSim.Snapshot(spec, status)), pods);

    /// <summary>The same with room for all these pods, and no others started for now.</summary>
    private static JobDecision MeetAll(JobSpec spec, JobStatus status, string pods)
    {
        var roomy = spec with { Parallelism = Math.Max(1, pods.Count(letter => letter == '=')) };
        return Meet(JobDecider.Begin(JobSim.Snapshot(roomy, status)) with { StartRetryAt = JobSim.Start.AddHours(1) }, pods);
    }

    private static JobDecision Meet(JobState state, string pods)
    {
        var adopted = pods.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, number) => PodClaims.Adoption(Pod(word, number))).ToList();
        return JobDecider.Decide(state, [new JobEvent.PodsAdopted(adopted)], JobSim.Start);
    }

    private static Pod Pod(string word, int number)
    {
        var parts = word.Split('=');
        var counts = parts[1].Split('#');
        var annotations = new Dictionary<string, string>();
        if (parts[0] != "-")
        {
            annotations[JobPodKeys.CompletionIndex] = parts[0];
        }

        if (counts.Length > 1)
        {
            annotations[JobPodKeys.IndexFailureCount] = counts[1];
        }

        if (counts.Length > 2)
        {
            annotations[JobPodKeys.IndexIgnoredFailureCount] = counts[2];
        }

        var ended = new ContainerStatus
        {
            Name = "main",
            State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = counts[0].Length > 1 ? int.Parse(counts[0][1..]) : 1, FinishedAt = JobSim.Start } },
        };
        return new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = $"{number}",
                Uid = $"{number}",
                Annotations = annotations,
                Finalizers = char.IsUpper(counts[0][0]) ? [JobPodKeys.TrackingFinalizer] : null,
            },
            Status = new PodStatus
            {
                Phase = char.ToUpperInvariant(counts[0][0]) switch { 'S' => "Succeeded", 'F' => "Failed", 'R' => "Running", _ => "Pending" },
                ContainerStatuses = [ended],
            },
        };
    }
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Indexes;
using JobFlows.Domain.Jobs;
using JobFlows.Domain.Tests.Support;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>What holds in every life of a Job (see <see cref="RandomLife"/>), whatever its kind.</summary>
public sealed class JobProperties
{
    private static readonly JobSpec[] Kinds =
    [
        Specs.Plain(5, 3, backoffLimit: 1000),
        Specs.Queue(3) with { BackoffLimit = 1000 },
        Specs.Indexed(5, 5, backoffLimit: 1000),
        Specs.PerIndex(6, 3, limit: 1, maxFailed: 3),
        Specs.Indexed(4, 4, backoffLimit: 2),
    ];

    [Fact]
    public void ActivePods_NeverExceedParallelism() => Always(life =>
    {
        var active = life.State.Pods.Pods.Count(pod => !pod.Ending);
        Assert.True(active <= life.MostActive, $"{active} active pods, of {life.MostActive}");
        Assert.Equal(active, life.Status.Active ?? 0);
        Assert.Equal(life.State.Pods.Count, life.State.Counts.Active + life.State.Counts.Terminating);
        var held = life.State.Pods.Pods.Where(pod => !pod.IndexGivenUp && pod.Index is not null).Select(pod => pod.Index).ToList();
        Assert.Equal(held.Count, held.Distinct().Count());
    });

    [Fact]
    public void EachEnding_CountsOnce() => Always(life =>
    {
        if (!life.WasFinished)
        {
            Assert.Equal((life.Failed, life.Succeeded), (life.Status.Failed ?? 0, life.Status.Succeeded ?? 0));
            Assert.True(life.CountedAreReleased, "an ending was counted, but the pod is kept");
        }
    });

    [Fact]
    public void CompletedAndFailedIndexes_NeverOverlap() => Always(life =>
    {
        Assert.Equal(0, life.State.Completed.CountCommon(life.State.FailedIndexes));
        Assert.Equal(0, IndexSet.Parse(life.Status.CompletedIndexes ?? "").CountCommon(IndexSet.Parse(life.Status.FailedIndexes ?? "")));
        if (!life.WasFinished)
        {
            Assert.Equal(life.FailedIndexes.Order(), life.State.FailedIndexes.Lowest(int.MaxValue));
        }
    });

    /// <summary>Half of the history is replayed from the beginning, the other half from the state in between as it comes back from storage.</summary>
    [Fact]
    public void Replay_GivesTheSameState() => Lives(_ => { }, life =>
    {
        var state = life.Beginning;
        for (var i = 0; i < life.History.Count; i++)
        {
            state = JobDecider.Decide(i == life.History.Count / 2 ? Stored(state) : state, life.History[i].Events, life.History[i].Now).State;
        }

        Assert.Equal(Text(life.State), Text(state));
    });

    [Fact]
    public void Successes_AreNeitherLostNorRepeated_BySuspendingResumingAndScaling() => Always(life =>
    {
        Assert.DoesNotContain(life.Decision.Work.Start, seed => seed.Index is { } index && life.SucceededIndexes.Contains(index));
        if (!life.WasFinished)
        {
            Assert.Equal(life.SucceededIndexes.Order(), life.State.Completed.Lowest(int.MaxValue));
            Assert.Equal(life.Succeeded, life.Status.Succeeded ?? 0);
        }
    });

    [Fact]
    public void FinishedJob_NeverChanges()
    {
        JobStatus? last = null;
        Lives(
            life =>
            {
                last = life.History.Count == 1 ? null : last;
                if (last is not null)
                {
                    Assert.Equal(Text(last), Text(life.Status));
                    Assert.True(life.Decision is { Work.IsEmpty: true, Done: true }, "a finished Job still has work");
                }
                else if (Finished(life))
                {
                    last = life.Status;
                    Assert.Empty(life.State.Pods.Pods);
                }
            },
            life => Assert.True(Finished(life)));
    }

    private static void Always(Action<RandomLife> holds) => Lives(holds, _ => { });

    /// <summary>Leads many lives, each to its end, and then on for a while.</summary>
    /// <param name="watch">Looks after each decision.</param>
    /// <param name="atEnd">Looks at the end.</param>
    private static void Lives(Action<RandomLife> watch, Action<RandomLife> atEnd) => PropertyRun.Check(
        Arb.From(Gen.Zip(Gen.Choose(0, Kinds.Length - 1), Gen.Choose(0, 100_000).ArrayOf().Resize(40)), Shorter),
        script =>
        {
            var life = new RandomLife(Kinds[script.Item1], watch);
            foreach (var happening in script.Item2)
            {
                life.Live(happening);
            }

            life.EndWell();
            foreach (var happening in script.Item2.Take(10))
            {
                life.Live(happening);
            }

            atEnd(life);
        });

    private static IEnumerable<(int Kind, int[] Script)> Shorter((int Kind, int[] Script) life) =>
        Enumerable.Range(0, life.Script.Length).Select(left => (life.Kind, life.Script.Where((_, position) => position != left).ToArray()));

    private static bool Finished(RandomLife life) => JobConditions.Finished(life.Status.Conditions) is not null;

    private static JobState Stored(JobState state) => JsonSerializer.Deserialize<JobState>(Text(state), JobSim.Json)!;

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JobSim.Json);
}

using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Aci.Life;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>Which pod is looked after when.</summary>
public sealed class CaseloadTests
{
    private readonly ManualTime time = new();
    private readonly Caseload cases;

    public CaseloadTests() => cases = new Caseload(time);

    [Fact]
    public void Take_ThoseDueLongest_EachToOne()
    {
        cases.Add([MakePod("a")]);
        time.Advance(TimeSpan.FromSeconds(1));
        cases.Add([MakePod("b")]);

        Assert.Equal(["a", "b"], new[] { cases.Take()!.Ref.Name, cases.Take()!.Ref.Name });
        Assert.Null(cases.Take());
    }

    [Fact]
    public void Return_IsDueAgainLater_OrNeverAgain()
    {
        cases.Add([MakePod("a")]);
        cases.Return(cases.Take()!, TimeSpan.FromSeconds(3));
        Assert.Null(cases.Take());

        time.Advance(TimeSpan.FromSeconds(3));
        cases.Return(cases.Take()!, null);

        Assert.False(cases.Has("uid-a"));
    }

    [Fact]
    public void Stop_WhileThePodIsOut_IsDoneWhenItComesBack()
    {
        cases.Add([MakePod("a")]);
        var pod = cases.Take()!;
        Assert.True(cases.Stop("uid-a", time.GetUtcNow() + TimeSpan.FromSeconds(30)));
        Assert.Null(pod.StopBy);

        cases.Return(pod, TimeSpan.FromHours(1));

        Assert.Equal(time.GetUtcNow() + TimeSpan.FromSeconds(30), cases.Take()!.StopBy);
    }

    [Fact]
    public void Stop_Twice_TheEarlierCounts()
    {
        cases.Add([MakePod("a")]);
        cases.Stop("uid-a", time.GetUtcNow() + TimeSpan.FromSeconds(30));
        cases.Stop("uid-a", time.GetUtcNow() + TimeSpan.FromSeconds(60));
        cases.Stop("uid-a", time.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.Equal(time.GetUtcNow() + TimeSpan.FromSeconds(10), cases.Take()!.StopBy);
        Assert.False(cases.Stop("unknown", time.GetUtcNow()));
    }

    [Fact]
    public void Remove_WhileThePodIsOut_ComesAfterItsEnd()
    {
        cases.Add([MakePod("a")]);
        var pod = cases.Take()!;
        cases.Remove([new PodRef("default", "a", "uid-a")]);

        cases.Return(pod, null);

        Assert.True(cases.Take()!.IsRemoved);
    }

    [Fact]
    public void Remove_ThatFails_IsTriedAgainAfterItsPause()
    {
        cases.Remove([new PodRef("default", "a", "uid-a")]);
        cases.Return(cases.Take()!, TimeSpan.FromSeconds(5));
        Assert.Null(cases.Take());

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(cases.Take()!.IsRemoved);
    }

    [Fact]
    public void Remove_OfAPodWhoseGroupWasDeleted_DoesNotDeleteItAgain()
    {
        cases.Add([MakePod("a")]);
        var pod = cases.Take()!;
        pod.IsRecorded = true;
        cases.Return(pod, null);

        cases.Remove([pod.Ref, new PodRef("default", "b", "uid-b")]);

        Assert.Equal([true, false], new[] { cases.Take()!, cases.Take()! }.OrderBy(one => one.Ref.Name).Select(one => one.IsSettled));
    }

    [Fact]
    public void Add_OfAKnownPod_TakesOverWhatIsNotItsStatus()
    {
        cases.Add([MakePod("a")]);
        var pod = cases.Take()!;
        pod.Pod = pod.Pod with { Status = new PodStatus { Phase = "Running" } };
        cases.Return(pod, TimeSpan.FromHours(1));

        cases.Add([MakePod("a") is var again ? again with { Spec = again.Spec! with { ActiveDeadlineSeconds = 7 } } : null!]);

        var known = cases.Take()!.Pod;
        Assert.Equal(("Running", 7L), (known.Status!.Phase, known.Spec!.ActiveDeadlineSeconds));
    }

    [Fact]
    public void KeepOnly_ForgetsTheOthers_ButNotWhatIsBeingDone()
    {
        cases.Add([MakePod("a"), MakePod("b"), MakePod("c")]);
        cases.Remove([new PodRef("default", "c", "uid-c")]);

        cases.KeepOnly(new HashSet<string> { "uid-a" });

        Assert.Equal([true, false, true], new[] { cases.Has("uid-a"), cases.Has("uid-b"), cases.Has("uid-c") });
    }

    private static Pod MakePod(string name) => new()
    {
        Metadata = new() { Namespace = "default", Name = name, Uid = "uid-" + name },
        Spec = new PodSpec(),
        Status = new PodStatus { Phase = "Pending" },
    };
}

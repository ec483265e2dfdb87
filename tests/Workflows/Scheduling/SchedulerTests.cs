using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Scheduling;

namespace JobFlows.Workflows.Tests.Scheduling;

public sealed class SchedulerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Scheduler scheduler = new();

    public SchedulerTests() => scheduler.Use(new Node
    {
        Metadata = new ObjectMeta { Name = "node" },
        Status = new NodeStatus { Allocatable = new Dictionary<string, Quantity> { ["cpu"] = new("2"), ["pods"] = new("10") } },
    });

    [Fact]
    public void TryPlace_UntilTheNodeIsFull()
    {
        Assert.Null(scheduler.TryPlace(Asking("a", "1")));
        Assert.Null(scheduler.TryPlace(Asking("b", "1")));
        Assert.StartsWith("0/1 nodes are available: 1 Insufficient cpu.", scheduler.TryPlace(Asking("c", "100m")));
        Assert.Null(scheduler.TryPlace(Asking("d", "0")));
    }

    [Fact]
    public void Claim_ThatIsMissing_IsWaitedForWhateverTheNodeIs()
    {
        var missing = "data";
        var claiming = new Scheduler(pod => pod.Spec!.Volumes is null ? null : missing);
        var pod = Asking("a", "1") with { Spec = new PodSpec { Volumes = [new Volume { Name = "v", PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = "data" } }] } };

        Assert.Equal(
            "0/1 nodes are available: persistentvolumeclaim \"data\" not found. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            claiming.TryPlace(pod));
        claiming.Wait(new WaitingPod(Asking("b", "1"), ""));
        Assert.False(claiming.AnyWaitingForClaims);
        claiming.Wait(new WaitingPod(pod, ""));
        Assert.True(claiming.AnyWaitingForClaims);
        Assert.Equal(["b"], claiming.PlaceWaiting().Select(one => one.Metadata.Name));
        missing = null;
        Assert.Equal(["a"], claiming.PlaceWaiting().Select(one => one.Metadata.Name));
    }

    [Fact]
    public void TryPlace_PodThatIsThere_CountsOnce()
    {
        Assert.Null(scheduler.TryPlace(Asking("a", "2")));
        Assert.Null(scheduler.TryPlace(Asking("a", "2")));

        Assert.True(scheduler.Release("a"));
        Assert.Null(scheduler.TryPlace(Asking("b", "2")));
    }

    [Fact]
    public void PlaceWaiting_OldestFirst_AndSmallOnesPassThoseThatDoNotFit()
    {
        scheduler.Count(Asking("running", "1500m"));
        Wait("big", "1", age: 3);
        Wait("small", "500m", age: 2);
        Wait("late", "500m", age: 1);

        Assert.Equal(["small"], Placed());
        Assert.True(scheduler.Release("running"));
        Assert.Equal(["big", "late"], Placed());
        Assert.False(scheduler.AnyWaiting);
    }

    [Fact]
    public void PlaceWaiting_HigherPriorityFirst()
    {
        scheduler.Count(Asking("running", "2"));
        Wait("old", "2", age: 3);
        Wait("urgent", "2", age: 1, priority: 100);
        scheduler.Release("running");

        Assert.Equal(["urgent"], Placed());
    }

    [Fact]
    public void Release_WaitingPod_TakesItOutOfTheQueue()
    {
        Wait("gone", "3", age: 1);

        Assert.False(scheduler.Release("gone"));
        Assert.False(scheduler.AnyWaiting);
    }

    [Fact]
    public void Overdue_AreThoseWhoseDeadlineHasPassed()
    {
        var impatient = Asking("impatient", "3");
        impatient = impatient with { Metadata = impatient.Metadata with { Annotations = new Dictionary<string, string> { ["jobflows.io/start-deadline"] = "10s" } } };
        scheduler.Wait(new WaitingPod(impatient, "no room"));
        Wait("patient", "3", age: 1);

        Assert.Empty(scheduler.Overdue(Start.AddSeconds(9)));
        Assert.Equal("impatient", Assert.Single(scheduler.Overdue(Start.AddSeconds(10))).Pod.Metadata.Uid);
    }

    [Fact]
    public void Use_Null_TakesEveryPod()
    {
        scheduler.Use(null);

        Assert.Null(scheduler.TryPlace(Asking("a", "1000")));
    }

    private static Pod Asking(string uid, string cpu) => new()
    {
        Metadata = new ObjectMeta { Uid = uid, Name = uid, CreationTimestamp = Start },
        Spec = new PodSpec { Containers = [new Container { Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = new(cpu) } } }] },
    };

    private void Wait(string uid, string cpu, int age, int priority = 0)
    {
        var pod = Asking(uid, cpu);
        scheduler.Wait(new WaitingPod(
            pod with { Metadata = pod.Metadata with { CreationTimestamp = Start.AddSeconds(-age) }, Spec = pod.Spec! with { Priority = priority } }, "no room"));
    }

    private IEnumerable<string?> Placed() => scheduler.PlaceWaiting().Select(pod => pod.Metadata.Uid);
}

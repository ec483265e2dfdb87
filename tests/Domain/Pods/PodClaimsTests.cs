using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;

namespace JobFlows.Domain.Tests.Pods;

public sealed class PodClaimsTests
{
    private const string Tracking = "batch.kubernetes.io/job-tracking";
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Job Owner = new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "job", Uid = "u" },
        Spec = new JobSpec { Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "a" } } },
    };

    private static readonly Pod Orphan = new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "p", Uid = "p1", Labels = new Dictionary<string, string> { ["app"] = "a" } },
        Status = new PodStatus { Phase = "Running" },
    };

    public static TheoryData<string, Job, Pod, PodClaim> Cases() => new()
    {
        { "an orphan that matches", Owner, Orphan, PodClaim.Adopt },
        { "an orphan that doesn't", Owner, Unlabelled(Orphan), PodClaim.None },
        { "an orphan elsewhere", Owner, Orphan with { Metadata = Orphan.Metadata with { Namespace = "other" } }, PodClaim.None },
        { "an orphan being deleted", Owner, Orphan with { Metadata = Orphan.Metadata with { DeletionTimestamp = At } }, PodClaim.None },
        { "a Job being deleted adopts none", Owner with { Metadata = Owner.Metadata with { DeletionTimestamp = At } }, Orphan, PodClaim.None },
        { "a Job that has completed adopts none", Ended("Complete", "True"), Orphan, PodClaim.None },
        { "a Job that has failed adopts none", Ended("Failed", "True"), Orphan, PodClaim.None },
        { "a Job that was suspended before it completed adopts none", Ended("Complete", "True", "Suspended"), Orphan, PodClaim.None },
        { "a Job that has not failed does", Ended("Failed", "False"), Orphan, PodClaim.Adopt },
        { "a Job that is about to complete does", Ended("SuccessCriteriaMet", "True"), Orphan, PodClaim.Adopt },
        { "a Job without a selector", Owner with { Spec = null }, Orphan, PodClaim.None },
        { "its own pod", Owner, PodClaims.Adopted(Owner, Orphan), PodClaim.Keep },
        { "its own pod that no longer matches", Owner, Unlabelled(PodClaims.Adopted(Owner, Orphan)), PodClaim.Release },
        { "the same once it has finished", Ended("Complete", "True"), Unlabelled(PodClaims.Adopted(Owner, Orphan)), PodClaim.Keep },
        { "another's pod", Owner with { Metadata = Owner.Metadata with { Uid = "other" } }, PodClaims.Adopted(Owner, Orphan), PodClaim.None },
        { "a pod that it owns without controlling it", Owner, Owned(controller: false), PodClaim.Adopt },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of(string name, Job job, Pod pod, PodClaim claim) => Assert.True(claim == PodClaims.Of(job, pod), name);

    [Fact]
    public void Adopted_HasTheControllerAndIsTracked()
    {
        var adopted = PodClaims.Adopted(Owner, Orphan with { Metadata = Orphan.Metadata with { Finalizers = ["other", Tracking] } });
        Assert.Equal(
            new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "job", Uid = "u", Controller = true, BlockOwnerDeletion = true }, Assert.Single(adopted.Metadata.OwnerReferences!));
        Assert.Equal(["other", Tracking], adopted.Metadata.Finalizers);
        Assert.Equal([Tracking], PodClaims.Adopted(Owner, Orphan).Metadata.Finalizers);
        Assert.Equal(2, PodClaims.Adopted(Owner, Owned(controller: false)).Metadata.OwnerReferences!.Count);
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void Adopted_PodThatHasEnded_IsNotTracked(string phase) =>
        Assert.Null(PodClaims.Adopted(Owner, Orphan with { Status = new PodStatus { Phase = phase } }).Metadata.Finalizers);

    [Fact]
    public void Released_HasNeitherOwnerNorTracking()
    {
        Assert.Equal(Orphan, PodClaims.Released(PodClaims.Adopted(Owner, Orphan), "u"));
        var shared = Owned(controller: false) with { };
        shared = shared with { Metadata = shared.Metadata with { OwnerReferences = [.. shared.Metadata.OwnerReferences!, new OwnerReference { Uid = "second" }], Finalizers = ["other", Tracking] } };
        var released = PodClaims.Released(shared, "u");
        Assert.Equal(["second"], released.Metadata.OwnerReferences!.Select(owner => owner.Uid));
        Assert.Equal(["other"], released.Metadata.Finalizers);
        Assert.Equal(Orphan, PodClaims.Released(Orphan, "u"));
    }

    [Fact]
    public void Adoption_TellsTheIndexAndItsFailures()
    {
        var pod = Orphan with
        {
            Metadata = Orphan.Metadata with
            {
                Annotations = new Dictionary<string, string>
                {
                    ["batch.kubernetes.io/job-completion-index"] = "7",
                    ["batch.kubernetes.io/job-index-failure-count"] = "3",
                    ["batch.kubernetes.io/job-index-ignored-failure-count"] = "2",
                },
            },
        };
        var adoption = PodClaims.Adoption(pod);
        Assert.Equal((7, 3, 2, "p1"), (adoption.Index, adoption.FailureCount, adoption.IgnoredFailureCount, adoption.Seen.Uid));
        Assert.Equal((null, 0, 0), (PodClaims.Adoption(Orphan).Index, PodClaims.Adoption(Orphan).FailureCount, PodClaims.Adoption(Orphan).IgnoredFailureCount));
    }

    private static Job Ended(string type, string status, params string[] before) => Owner with
    {
        Status = new JobStatus { Conditions = [.. before.Select(other => new JobCondition { Type = other, Status = "False" }), new JobCondition { Type = type, Status = status }] },
    };

    private static Pod Unlabelled(Pod pod) => pod with { Metadata = pod.Metadata with { Labels = null } };

    private static Pod Owned(bool controller) => Orphan with { Metadata = Orphan.Metadata with { OwnerReferences = [new OwnerReference { Uid = "u", Kind = "Job", Controller = controller }] } };
}

using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class JobUpdateTests
{
    private static readonly JobStrategy Strategy = new();

    private static readonly Dictionary<string, (Func<Job> Old, Func<Job, Job> Change, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["nothing"] = (Plain, job => job, []),
        ["what may always change"] = (Plain, job => job.With(spec => spec with
        {
            Parallelism = 9,
            Suspend = true,
            BackoffLimit = 1,
            ActiveDeadlineSeconds = 60,
            TtlSecondsAfterFinished = 0,
        }), []),
        ["absent becomes empty"] = (Plain, job => job.WithPod(pod => pod with { Volumes = [], NodeSelector = new Dictionary<string, string>() }), []),
        ["completions"] = (Plain, job => job.With(spec => spec with { Completions = 2 }),
            ["spec.completions: Invalid value: 2: field is immutable"]),
        ["completions of an Indexed Job alone"] = (Indexed, job => job.With(spec => spec with { Completions = 4 }),
            ["spec.completions: Invalid value: 4: can only be modified in tandem with spec.parallelism"]),
        ["completions of an Indexed Job in tandem"] = (Indexed, job => job.With(spec => spec with { Completions = 4, Parallelism = 4 }), []),
        ["completion mode"] = (Indexed, job => job.With(spec => spec with { CompletionMode = "NonIndexed" }),
            ["spec.completionMode: Invalid value: \"NonIndexed\": field is immutable"]),
        ["manager"] = (Plain, job => job.With(spec => spec with { ManagedBy = "acme.io/me" }),
            ["spec.managedBy: Invalid value: \"acme.io/me\": field is immutable"]),
        ["limit per index"] = (Indexed, job => job.With(spec => spec with { BackoffLimitPerIndex = 1 }),
            ["spec.backoffLimitPerIndex: Invalid value: 1: field is immutable"]),
        ["success policy"] = (Indexed, job => job.With(spec => spec with { SuccessPolicy = new() { Rules = [new() { SucceededCount = 1 }] } }),
            ["spec.successPolicy: Invalid value: {\"rules\":[{\"succeededCount\":1}]}: field is immutable"]),
        ["failure policy"] = (Plain, job => job.With(spec => spec with { PodFailurePolicy = new() { Rules = [] }, PodReplacementPolicy = "Failed" }),
            ["spec.podFailurePolicy: Invalid value: {\"rules\":[]}: field is immutable"]),
        ["labels of a running Job's pods"] = (Plain, job => Relabelled(job), [Template]),
        ["the image of a suspended Job"] = (Suspended, job => job.WithPod(pod => pod with { Containers = [pod.Containers![0] with { Image = "perl:6" }] }), [Template]),
        ["the placement of a suspended Job"] = (Suspended, job => Relabelled(job).WithPod(pod => pod with
        {
            NodeSelector = Map("zone", "a"),
            Tolerations = [new() { Key = "k", Operator = "Exists" }],
            SchedulingGates = [new() { Name = "acme.io/gate" }],
            Affinity = new() { NodeAffinity = new() { PreferredDuringSchedulingIgnoredDuringExecution = [] } },
        }), []),
        ["the placement of a suspended Job, resuming it"] = (
            Suspended, job => job.With(spec => spec with { Suspend = false }).WithPod(pod => pod with { NodeSelector = Map("zone", "a") }), []),
        ["the resources of a suspended Job"] = (Suspended, job => Sized(job, "2"), []),
        ["pod affinity of a suspended Job"] = (Suspended, job => job.WithPod(pod => pod with
        {
            Affinity = new() { PodAffinity = new() { RequiredDuringSchedulingIgnoredDuringExecution = [new() { TopologyKey = "zone" }] } },
        }), [Template]),
        ["the resources of a Job suspended after it started"] = (
            () => Suspended().WithStatus(status => (status with { StartTime = Given.Now }).WithCondition("Suspended")), job => Sized(job, "2"), []),
        ["the resources of a Job that is not yet marked suspended"] = (
            () => Suspended().WithStatus(status => status with { StartTime = Given.Now }), job => Sized(job, "2"), [Template]),
        ["the resources of a suspended Job with pods left"] = (
            () => Suspended().WithStatus(status => (status with { Active = 1 }).WithCondition("Suspended")), job => Sized(job, "2"), [Template]),
        ["the resources of a running Job"] = (Plain, job => Sized(job, "2"), [Template]),
    };

    private const string Template = "spec.template: Invalid value: …: field is immutable";

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void ValidateUpdate_Change(string name)
    {
        var (make, change, expected) = Cases[name];
        var old = make();
        var updated = Strategy.PrepareForUpdate(old, change(old));

        Assert.Equal(expected, Strategy.ValidateUpdate(old, updated).Select(error => Shortened(error.ToString())));
    }

    [Fact]
    public void ValidateUpdate_TemplateChanged_ShowsTheNewTemplateAsJson()
    {
        var old = Plain();
        var error = Assert.Single(Strategy.ValidateUpdate(old, Strategy.PrepareForUpdate(old, Relabelled(old))));

        Assert.StartsWith("{\"metadata\":{\"labels\":{\"app\":\"new\"", error.BadValue, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateUpdate_ChangedSelector_IsImmutable()
    {
        var old = Given.Stored(Given.PlainJob().With(spec => spec with
        {
            ManualSelector = true,
            Selector = new LabelSelector { MatchLabels = Map("app", "pi") },
        }));
        var updated = old.With(spec => spec with { Selector = new LabelSelector { MatchExpressions = [new() { Key = "app", Operator = "Exists" }] } });

        Assert.Equal(
            ["spec.selector: Invalid value: {\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"Exists\"}]}: field is immutable"],
            Strategy.ValidateUpdate(old, updated).Select(error => error.ToString()));
    }

    [Fact]
    public void PrepareForUpdate_SpecChanged_CountsTheGenerationAndKeepsTheStatus()
    {
        var old = Plain().WithStatus(status => status with { Active = 1 });
        var updated = Strategy.PrepareForUpdate(old, old.With(spec => spec with { Parallelism = 5 }).WithStatus(status => status with { Active = 9 }));

        Assert.Equal(2, updated.Metadata.Generation);
        Assert.Equal(1, updated.Status!.Active);
    }

    [Fact]
    public void PrepareForUpdate_OnlyMetadataChanged_DoesNotCount()
    {
        var old = Plain();
        var updated = Strategy.PrepareForUpdate(old, old with { Metadata = old.Metadata with { Labels = Map("a", "b"), Generation = 99 } });

        Assert.Equal(1, updated.Metadata.Generation);
        Assert.Equal("b", updated.Metadata.Labels!["a"]);
    }

    [Fact]
    public void PrepareForUpdate_WhatClientsLeaveOut_IsFilledIn()
    {
        var old = Plain();
        var updated = Strategy.PrepareForUpdate(old, old with { Metadata = new ObjectMeta { Name = "pi" } });

        Assert.Equal(old.Metadata with { Labels = updated.Metadata.Labels }, updated.Metadata);
        Assert.Empty(Strategy.ValidateUpdate(old, updated));
    }

    [Fact]
    public void PrepareForStatusUpdate_KeepsTheSpec_TakesTheMetadata()
    {
        var old = Plain();
        var sent = old.With(spec => spec with { Parallelism = 5 }).WithStatus(status => status with { Active = 1 });
        var updated = Strategy.PrepareForStatusUpdate(old, sent with { Metadata = sent.Metadata with { Annotations = Map("a", "b") } });

        Assert.Equal(old.Spec, updated.Spec);
        Assert.Equal(1, updated.Status!.Active);
        Assert.Equal("b", updated.Metadata.Annotations!["a"]);
        Assert.Equal(1, updated.Metadata.Generation);
    }

    private static Job Plain() => Given.Stored(Given.PlainJob());

    private static Job Indexed() => Given.Stored(Given.IndexedJob());

    private static Job Suspended() => Given.Stored(Given.PlainJob().With(spec => spec with { Suspend = true }));

    private static Job Relabelled(Job job) => job.With(spec => spec with
    {
        Template = spec.Template! with
        {
            Metadata = spec.Template.Metadata! with
            {
                Labels = new Dictionary<string, string>(spec.Template.Metadata.Labels!, StringComparer.Ordinal) { ["app"] = "new" },
            },
        },
    });

    private static Job Sized(Job job, string cpu) => job.WithPod(pod => pod with
    {
        Containers = [pod.Containers![0] with { Resources = new() { Requests = new Dictionary<string, Quantity> { ["cpu"] = new(cpu) } } }],
    });

    private static Dictionary<string, string> Map(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static string Shortened(string error)
    {
        const string Start = "spec.template: Invalid value: ";
        return error.StartsWith(Start, StringComparison.Ordinal) ? $"{Start}…{error[error.LastIndexOf(": ", StringComparison.Ordinal)..]}" : error;
    }
}

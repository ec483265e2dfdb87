using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

/// <summary>What becomes of objects of the other kinds when clients create and change them.</summary>
public sealed class KindLivesTests
{
    [Fact]
    public void Claim_IsPendingUntilAClientSaysOtherwise()
    {
        var strategy = new PersistentVolumeClaimStrategy();
        var sent = Given.Read<PersistentVolumeClaim>("""{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}},"status":{"phase":"Bound"}}""");
        var created = strategy.PrepareForCreate(sent, Given.Context);
        Assert.Equal(("Filesystem", "Pending"), (created.Spec!.VolumeMode, created.Status!.Phase));
        Assert.Equal(["ReadWriteOnce"], created.Spec.AccessModes);
        Assert.Equal("Block", strategy.PrepareForCreate(sent with { Spec = sent.Spec! with { VolumeMode = "Block" } }, Given.Context).Spec!.VolumeMode);

        var stored = Given.Revisioned(created);
        var changed = stored with { Spec = stored.Spec! with { VolumeName = "v" }, Status = new PersistentVolumeClaimStatus { Phase = "Bound" } };
        var updated = strategy.PrepareForUpdate(stored, changed);
        Assert.Equal(("v", "Pending"), (updated.Spec!.VolumeName, updated.Status!.Phase));
        var told = strategy.PrepareForStatusUpdate(stored, changed);
        Assert.Equal((null, "Bound"), (told.Spec!.VolumeName, told.Status!.Phase));
        Assert.False(strategy.AllowsCreateOnUpdate);
    }

    [Fact]
    public void Event_OfTheNewSort_OnlyItsSeriesChanges()
    {
        var strategy = new EventStrategy(strict: true);
        var old = Given.Revisioned(strategy.PrepareForCreate(Given.Read<Event>(
            """
            {"metadata":{"name":"e"},"involvedObject":{"namespace":"default","name":"a"},"eventTime":"2026-03-04T05:06:07.000000Z","type":"Normal",
             "reportingComponent":"c","reportingInstance":"i","action":"Do","reason":"Why","message":"m"}
            """), Given.Context));
        Assert.True(strategy.AllowsCreateOnUpdate);
        Assert.Empty(Update(old with { Series = new EventSeries { Count = 2, LastObservedTime = Given.Now } }));
        Assert.Equal(["series.count: Invalid value: \"\": should be at least 2"], Update(old with { Series = new EventSeries { Count = 1, LastObservedTime = Given.Now } }));
        Assert.Equal(
            ["involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime", "action", "related", "reportingController", "reportingInstance"],
            Update(old with
            {
                InvolvedObject = new ObjectReference { Namespace = "default", Name = "b" },
                Reason = "Other",
                Message = "n",
                Source = new EventSource { Host = "h" },
                FirstTimestamp = Given.Now,
                LastTimestamp = Given.Now,
                Count = 3,
                Type = "Warning",
                EventTime = Given.Now.AddHours(1),
                Action = "Undo",
                Related = new ObjectReference { Name = "r" },
                ReportingComponent = "d",
                ReportingInstance = "j",
            }).Select(error => error[..error.IndexOf(':')]));
        Assert.All(Update(old with { Message = "n" }), error => Assert.EndsWith(": field is immutable", error));

        IEnumerable<string> Update(Event updated) => strategy.ValidateUpdate(old, strategy.PrepareForUpdate(old, updated)).Select(error => error.ToString());
    }

    [Fact]
    public void Event_OfTheOldSort_MayChange_ButStaysInItsNamespace()
    {
        var strategy = new EventStrategy();
        var old = Given.Revisioned(strategy.PrepareForCreate(Given.Read<Event>("""{"metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"message":"m"}"""), Given.Context));
        Assert.Empty(strategy.ValidateUpdate(old, strategy.PrepareForUpdate(old, old with { Message = "n", Count = 2 })));
        Assert.Equal(
            ["involvedObject.namespace: Invalid value: \"other\": does not match event.namespace"],
            strategy.ValidateUpdate(old, old with { InvolvedObject = new ObjectReference { Namespace = "other" } }).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("x", 1025, "message", 1024)]
    [InlineData("é", 513, "message", 1024)]
    [InlineData("x", 129, "reason", 128)]
    [InlineData("x", 129, "action", 128)]
    [InlineData("x", 129, "reportingInstance", 128)]
    public void Event_OfTheNewSort_HasShortTexts(string letter, int count, string field, int limit)
    {
        var strategy = new EventStrategy();
        var text = string.Concat(Enumerable.Repeat(letter, count));
        Assert.Equal([$"{field}: Invalid value: \"\": can have at most {limit} characters"], Validate(text));
        Assert.Empty(Validate(string.Concat(Enumerable.Repeat("x", limit))));

        IEnumerable<string> Validate(string value) => strategy.Validate(strategy.PrepareForCreate(
            new Event
            {
                Metadata = new ObjectMeta { Name = "e" },
                InvolvedObject = new ObjectReference { Namespace = "default" },
                EventTime = Given.Now,
                ReportingComponent = "c",
                ReportingInstance = field == "reportingInstance" ? value : "i",
                Action = field == "action" ? value : "a",
                Reason = field == "reason" ? value : "r",
                Message = field == "message" ? value : "m",
            },
            Given.Context)).Select(error => error.ToString());
    }

    [Theory]
    [InlineData("90s", true)]
    [InlineData("soon", false)]
    public void Pod_StartDeadline_IsADuration(string value, bool valid)
    {
        var strategy = new PodStrategy();
        var pod = Given.Stored(Given.PlainPod());
        var annotated = pod with { Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { [StartDeadline.Annotation] = value } } };
        string[] expected = valid ? [] : [$"metadata.annotations[{StartDeadline.Annotation}]: Invalid value: \"soon\": must be a positive duration such as 90s, 10m or 1h30m"];
        Assert.Equal(expected, strategy.Validate(annotated).Select(error => error.ToString()));
        Assert.Equal(expected, strategy.ValidateUpdate(pod, annotated).Select(error => error.ToString()));
    }

    [Fact]
    public void Pod_GatedOrNot_SaysSo()
    {
        var strategy = new PodStrategy();
        var gated = strategy.PrepareForCreate(Given.PlainPod().With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }] }), Given.Context);
        Assert.Equal(
            new PodCondition { Type = "PodScheduled", Status = "False", Reason = "SchedulingGated", Message = "Scheduling is blocked due to non-empty scheduling gates" },
            Assert.Single(gated.Status!.Conditions!));
        Assert.Null(strategy.PrepareForCreate(Given.PlainPod().With(spec => spec with { SchedulingGates = [] }), Given.Context).Status!.Conditions);
    }

    [Fact]
    public void Node_AllocatesWhatItHasUnlessItSaysOtherwise()
    {
        var node = Given.Read<Node>("""{"metadata":{"name":"n"},"status":{"capacity":{"cpu":"4"},"allocatable":{"cpu":"3"}}}""");
        Assert.Equal("3", new NodeStrategy().PrepareForCreate(node, Given.Context).Status!.Allocatable!["cpu"].Text);
        var plain = new NodeStrategy().PrepareForCreate(node with { Status = node.Status! with { Allocatable = null } }, Given.Context);
        Assert.Equal("4", plain.Status!.Allocatable!["cpu"].Text);
    }

    [Theory]
    [InlineData("""{"podCIDRs":["10.0.0.0/24"],"providerID":"p"}""", """{"podCIDRs":["10.0.0.0/24"],"providerID":"p"}""")]
    [InlineData("""{}""", """{"podCIDRs":["10.0.0.0/24"],"providerID":"p"}""")]
    [InlineData("""{"podCIDRs":["10.0.0.0/24"],"providerID":"p"}""", """{"podCIDRs":["10.0.1.0/24"],"providerID":"q"}""",
        "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" to valid",
        "spec.providerID: Forbidden: node updates may not change providerID except from \"\" to valid")]
    [InlineData("""{"podCIDRs":["10.0.0.0/24"]}""", """{"taints":[{"key":"k"}]}""",
        "metadata.taints[0].effect: Required value",
        "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" to valid")]
    public void Node_KeepsItsAddressesAndProvider(string before, string after, params string[] errors)
    {
        var strategy = new NodeStrategy();
        var old = Given.Revisioned(strategy.PrepareForCreate(Read(before), Given.Context));
        Assert.Equal(errors, strategy.ValidateUpdate(old, strategy.PrepareForUpdate(old, old with { Spec = Read(after).Spec })).Select(error => error.ToString()));

        static Node Read(string spec) => Given.Read<Node>("""{"metadata":{"name":"n"},"spec":""" + spec + "}");
    }

    [Fact]
    public void Namespace_KeepsItsLabelsAndFinalizers()
    {
        var strategy = new NamespaceStrategy();
        var sent = Given.Read<Namespace>("""{"metadata":{"name":"a","labels":{"x":"y"}},"spec":{"finalizers":["kubernetes","acme.io/f"]}}""");
        var created = strategy.PrepareForCreate(sent, Given.Context);
        Assert.Equal(["kubernetes", "acme.io/f"], created.Spec!.Finalizers);
        Assert.Equal("y", created.Metadata.Labels!["x"]);
    }

    [Fact]
    public void Of_AnUnknownKind_IsABug()
    {
        var error = Assert.Throws<ArgumentException>(() => ObjectStrategies.Of(new ResourceType("g", "v1", "Odd", "odds", Namespaced: true)));
        Assert.Contains("no strategy for", error.Message, StringComparison.Ordinal);
    }
}

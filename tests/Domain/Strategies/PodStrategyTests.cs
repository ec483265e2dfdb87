using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class PodStrategyTests
{
    private const string Immutable = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly PodStrategy Strategy = new();

    private static readonly Dictionary<string, (Func<Pod, Pod> Old, Func<Pod, Pod> Change, string[] Errors)> Updates = new(StringComparer.Ordinal)
    {
        ["nothing"] = (pod => pod, pod => pod, []),
        ["image"] = (pod => pod, pod => pod.WithContainer(container => container with { Image = "busybox:2" }), []),
        ["no image"] = (pod => pod, pod => pod.WithContainer(container => container with { Image = "" }),
            ["spec.containers[0].image: Required value"]),
        ["a deadline"] = (pod => pod, pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), []),
        ["a later deadline"] = (pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 6 }),
            ["spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous value"]),
        ["no deadline any more"] = (pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), pod => pod.With(spec => spec with { ActiveDeadlineSeconds = null }),
            ["spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value"]),
        ["one toleration more"] = (pod => pod, pod => pod.With(spec => spec with { Tolerations = [new() { Key = "k", Operator = "Exists" }] }), []),
        ["another toleration"] = (
            pod => pod.With(spec => spec with { Tolerations = [new() { Key = "k", Operator = "Exists" }] }),
            pod => pod.With(spec => spec with { Tolerations = [new() { Key = "l", Operator = "Exists" }] }),
            ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"]),
        ["one container more"] = (pod => pod, pod => pod.With(spec => spec with { Containers = [.. spec.Containers!, spec.Containers![0] with { Name = "d" }] }),
            ["spec.containers: Forbidden: pod updates may not add or remove containers"]),
        ["the gate opened"] = (pod => pod.With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }] }), pod => pod.With(spec => spec with { SchedulingGates = null }), []),
        ["a gate shut"] = (pod => pod, pod => pod.With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }] }),
            ["spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a/b'"]),
        ["the node"] = (pod => pod, pod => pod.With(spec => spec with { NodeName = "n", Hostname = "h" }),
        [
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\nspec.nodeName\nspec.hostname",
        ]),
        ["a negative grace period made 1"] = (
            pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = -1 }), pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = 1 }), []),
        ["an earlier deadline"] = (pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 4 }), []),
        ["the same deadline and a new image"] = (
            pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), pod => pod.WithContainer(container => container with { Image = "i:2" }), []),
        ["a deadline that never comes"] = (pod => pod, pod => pod.With(spec => spec with { ActiveDeadlineSeconds = int.MaxValue + 1L }),
        [
            "spec.activeDeadlineSeconds: Invalid value: 2147483648: must be between 1 and 2147483647, inclusive",
            "spec.activeDeadlineSeconds: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive",
        ]),
        ["the latest deadline"] = (pod => pod, pod => pod.With(spec => spec with { ActiveDeadlineSeconds = int.MaxValue }), []),
        ["no deadline any more, and a node"] = (
            pod => pod.With(spec => spec with { ActiveDeadlineSeconds = 5 }), pod => pod.With(spec => spec with { ActiveDeadlineSeconds = null, NodeName = "n" }),
        [
            "spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value",
            $"spec: Forbidden: {Immutable}\nspec.nodeName",
        ]),
        ["an init container more"] = (pod => pod, pod => pod.With(spec => spec with { InitContainers = [spec.Containers![0] with { Name = "d" }], NodeName = "n" }),
            ["spec.initContainers: Forbidden: pod updates may not add or remove containers"]),
        ["an init container's image"] = (
            pod => pod.With(spec => spec with { InitContainers = [spec.Containers![0] with { Name = "d" }] }),
            pod => pod.With(spec => spec with { InitContainers = [spec.InitContainers![0] with { Image = "i:2" }] }), []),
        ["a toleration's seconds"] = (
            pod => pod.With(spec => spec with { Tolerations = [new() { Key = "k", Operator = "Exists", Effect = "NoExecute", TolerationSeconds = 1 }] }),
            pod => pod.With(spec => spec with { Tolerations = [new() { Key = "l", Operator = "Exists" }, new() { Key = "k", Operator = "Exists", Effect = "NoExecute", TolerationSeconds = 2 }] }), []),
        ["no tolerations any more"] = (
            pod => pod.With(spec => spec with { Tolerations = [new() { Key = "k", Operator = "Exists" }] }), pod => pod.With(spec => spec with { Tolerations = null }),
            ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"]),
        ["one gate of two opened, and a place added"] = (
            pod => pod.With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }, new() { Name = "c/d" }], NodeSelector = new Dictionary<string, string> { ["a"] = "b" } }),
            pod => pod.With(spec => spec with { SchedulingGates = [new() { Name = "c/d" }], NodeSelector = new Dictionary<string, string> { ["a"] = "b", ["c"] = "d" } }), []),
        ["another place behind a gate"] = (
            pod => pod.With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }], NodeSelector = new Dictionary<string, string> { ["a"] = "b", ["c"] = "d" } }),
            pod => pod.With(spec => spec with { NodeSelector = new Dictionary<string, string> { ["a"] = "x" } }),
            ["spec.nodeSelector: Invalid value: {\"a\":\"x\"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)"]),
        ["another place without a gate"] = (pod => pod, pod => pod.With(spec => spec with { NodeSelector = new Dictionary<string, string> { ["a"] = "x" } }),
            [$"spec: Forbidden: {Immutable}\nspec.nodeSelector"]),
        ["a grace period made 1"] = (pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = 0 }), pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = 1 }),
            [$"spec: Forbidden: {Immutable}\nspec.terminationGracePeriodSeconds"]),
        ["a negative grace period made 2"] = (
            pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = -1 }), pod => pod.With(spec => spec with { TerminationGracePeriodSeconds = 2 }),
            [$"spec: Forbidden: {Immutable}\nspec.terminationGracePeriodSeconds"]),
        ["the QoS class"] = (pod => pod, pod => pod.WithContainer(container => container with
        {
            Resources = new() { Requests = new Dictionary<string, Quantity> { ["cpu"] = new("1") } },
        }),
        [
            "metadata: Invalid value: \"BestEffort\": Pod QoS is immutable",
            "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\nspec.containers",
        ]),
        ["labels, annotations, owners, finalizers"] = (pod => pod, pod => pod with
        {
            Metadata = pod.Metadata with
            {
                Labels = new Dictionary<string, string> { ["a"] = "b" },
                Annotations = new Dictionary<string, string> { ["a"] = "b" },
                Finalizers = ["acme.io/f"],
                OwnerReferences = [new() { ApiVersion = "batch/v1", Kind = "Job", Name = "j", Uid = "u" }],
            },
        }, []),
    };

    public static TheoryData<string> UpdateNames => [.. Updates.Keys];

    [Theory]
    [MemberData(nameof(UpdateNames))]
    public void ValidateUpdate_Change(string name)
    {
        var (prepare, change, expected) = Updates[name];
        var old = Given.Stored(prepare(Given.PlainPod()));
        var updated = Strategy.PrepareForUpdate(old, change(old));

        Assert.Equal(expected, Strategy.ValidateUpdate(old, updated).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("""{}""", "BestEffort")]
    [InlineData("""{"requests":{"cpu":"1"}}""", "Burstable")]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"}}""", "Guaranteed")]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"memory":"1Mi"}}""", "Burstable")]
    [InlineData("""{"requests":{"ephemeral-storage":"1Gi"}}""", "BestEffort")]
    public void PrepareForCreate_IsPendingWithItsQosClass(string resources, string qos)
    {
        var pod = Given.Read<Pod>(
            """{"metadata":{"name":"p"},"status":{"phase":"Running"},"spec":{"containers":[{"name":"c","image":"i","resources":""" + resources + "}]}}");
        var created = Strategy.PrepareForCreate(pod, Given.Context);

        Assert.Equal(new PodStatus { Phase = "Pending", QosClass = qos }, created.Status);
        Assert.Equal(1, created.Metadata.Generation);
    }

    [Fact]
    public void PrepareForCreate_Gated_SaysWhyItIsNotScheduled()
    {
        var pod = Strategy.PrepareForCreate(Given.PlainPod().With(spec => spec with { SchedulingGates = [new() { Name = "a/b" }] }), Given.Context);

        Assert.Equal("SchedulingGated", Assert.Single(pod.Status!.Conditions!).Reason);
    }

    [Fact]
    public void PrepareForStatusUpdate_KeepsSpecOwnersAndQosClass()
    {
        var old = Given.Stored(Given.PlainPod());
        old = old with { Metadata = old.Metadata with { OwnerReferences = [new() { Name = "j" }] } };
        var sent = old.With(spec => spec with { NodeName = "n" }) with
        {
            Metadata = old.Metadata with { OwnerReferences = null },
            Status = new PodStatus { Phase = "Running" },
        };
        var updated = Strategy.PrepareForStatusUpdate(old, sent);

        Assert.Null(updated.Spec!.NodeName);
        Assert.Equal("j", Assert.Single(updated.Metadata.OwnerReferences!).Name);
        Assert.Equal(new PodStatus { Phase = "Running", QosClass = "BestEffort" }, updated.Status);
    }

    [Theory]
    [InlineData("Never", 0, true)]
    [InlineData("OnFailure", 1, false)]
    [InlineData("OnFailure", 0, true)]
    [InlineData("Always", 0, false)]
    public void ValidateStatusUpdate_TerminatedContainerRunsAgain(string restartPolicy, int exitCode, bool forbidden)
    {
        var old = Given.Stored(Given.PlainPod().With(spec => spec with { RestartPolicy = restartPolicy })) with
        {
            Status = new() { ContainerStatuses = [new() { Name = "c", State = new() { Terminated = new() { ExitCode = exitCode } } }] },
        };
        var updated = old with { Status = new() { ContainerStatuses = [new() { Name = "c", State = new() { Running = new() } }] } };

        Assert.Equal(
            forbidden ? ["status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state"] : [],
            Strategy.ValidateStatusUpdate(old, updated).Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("its own policy", """{"restartPolicy":"Always"}""", "Never", 0, false)]
    [InlineData("its own policy, after a failure", """{"restartPolicy":"OnFailure"}""", "Never", 1, false)]
    [InlineData("its own policy, after a success", """{"restartPolicy":"OnFailure"}""", "Never", 0, true)]
    [InlineData("its own policy forbids", """{"restartPolicy":"Never"}""", "OnFailure", 1, true)]
    [InlineData("rules of restarts", """{"restartPolicy":"Never","restartPolicyRules":[{"action":"Restart"}]}""", "Never", 1, false)]
    [InlineData("no rules of restarts", """{"restartPolicyRules":[]}""", "Never", 1, true)]
    public void ValidateStatusUpdate_InitContainerRunsAgain(string name, string members, string restartPolicy, int exitCode, bool forbidden)
    {
        var container = Given.Read<Pod>("""{"spec":{"initContainers":[{"name":"other","restartPolicy":"Always"},{"name":"i",""" + members[1..] + "]}}").Spec!.InitContainers!;
        var old = Given.Stored(Given.PlainPod()).With(spec => spec with { RestartPolicy = restartPolicy, InitContainers = container }) with
        {
            Status = new() { InitContainerStatuses = [new() { Name = "none" }, new() { Name = "i", State = new() { Terminated = new() { ExitCode = exitCode } } }] },
        };
        var updated = old with { Status = new() { InitContainerStatuses = [new() { Name = "none" }, new() { Name = "i", State = new() { Waiting = new() } }] } };
        string[] expected = forbidden ? ["status.initContainerStatuses[1].state: Forbidden: may not be transitioned to non-terminated state"] : [];
        Assert.True(expected.SequenceEqual(Strategy.ValidateStatusUpdate(old, updated).Select(error => error.ToString())), name);
        Assert.Empty(Strategy.ValidateStatusUpdate(old, old with { Status = new() { InitContainerStatuses = [new() { Name = "none" }] } }));
        Assert.Empty(Strategy.ValidateStatusUpdate(old, old with { Status = new() }));
    }

    [Fact]
    public void ValidateStatusUpdate_ConditionsAndNominatedNode()
    {
        var old = Given.Stored(Given.PlainPod());
        var updated = old with { Status = new() { Conditions = [new() { Type = "Ready" }, new() { Type = "a b" }], NominatedNodeName = "N" } };
        Assert.Equal(
            [
                $"metadata.conditions[1].Type: Invalid value: \"a b\": {Validation.Texts.NamePart}",
                $"status.nominatedNodeName: Invalid value: \"N\": {Validation.Texts.Subdomain}",
            ],
            Strategy.ValidateStatusUpdate(old, updated).Select(error => error.ToString()));
        var nominated = old with { Status = new() { NominatedNodeName = "N" } };
        Assert.Empty(Strategy.ValidateStatusUpdate(nominated, nominated));
        Assert.Empty(Strategy.ValidateStatusUpdate(old, old with { Status = new() { NominatedNodeName = "n" } }));
        Assert.Empty(Strategy.ValidateStatusUpdate(nominated, old with { Status = new() { NominatedNodeName = "" } }));
    }

    [Theory]
    [InlineData("10.0.0.1,::1", "", "10.0.0.1", "10.0.0.1,::1")]
    [InlineData("::1", "", null, "")]
    [InlineData("::1,::2", "status.podIPs: Invalid value: may specify no more than one IP for each IP family", null, "")]
    [InlineData("::1,1.1.1.1,1.1.1.2", "status.podIPs: Invalid value: may specify no more than one IP for each IP family", null, "")]
    [InlineData("x", "status.podIPs[0]: Invalid value: \"x\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)", null, "")]
    [InlineData("", "status.hostIPs: Invalid value: may specify no more than one IP for each IP family", "::1", "::1,::2")]
    [InlineData("", "status.hostIPs[0].ip: Invalid value: \"::1\": must be equal to `hostIP`", null, "::1")]
    public void ValidateStatusUpdate_AddressesOfBothFamilies(string podIps, string error, string? hostIp, string hostIps)
    {
        var old = Given.Stored(Given.PlainPod());
        var updated = old with
        {
            Status = new()
            {
                PodIPs = [.. podIps.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ip => new PodIP { Ip = ip })],
                HostIP = hostIp,
                HostIPs = [.. hostIps.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ip => new HostIP { Ip = ip })],
            },
        };
        Assert.Equal(error.Length > 0 ? [error] : [], Strategy.ValidateStatusUpdate(old, updated).Select(found => found.ToString()));
    }

    [Fact]
    public void ValidateStatusUpdate_Addresses()
    {
        var old = Given.Stored(Given.PlainPod());
        var updated = old with
        {
            Status = new() { PodIPs = [new() { Ip = "10.0.0.1" }, new() { Ip = "10.0.0.2" }], HostIP = "1.1.1.1", HostIPs = [new() { Ip = "1.1.1.2" }] },
        };

        Assert.Equal(
            [
                "status.podIPs: Invalid value: may specify no more than one IP for each IP family",
                "status.hostIPs[0].ip: Invalid value: \"1.1.1.2\": must be equal to `hostIP`",
            ],
            Strategy.ValidateStatusUpdate(old, updated).Select(error => error.ToString()));
    }
}

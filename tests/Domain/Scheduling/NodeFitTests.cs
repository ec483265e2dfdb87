using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;

namespace JobFlows.Domain.Tests.Scheduling;

public sealed class NodeFitTests
{
    private const string NoVictims = "no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";
    private const string Hopeless = "no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";

    private static readonly Node Small = new()
    {
        Metadata = new ObjectMeta { Name = "node", Labels = new Dictionary<string, string> { ["zone"] = "a", ["size"] = "4" } },
        Status = new NodeStatus { Allocatable = Amounts(("cpu", "2"), ("memory", "1Gi"), ("pods", "3")) },
    };

    [Theory]
    [InlineData("2", "0", null)]
    [InlineData("1", "1", null)]
    [InlineData("1", "1.5", "0/1 nodes are available: 1 Insufficient cpu. " + NoVictims)]
    [InlineData("3", "0", "0/1 nodes are available: 1 Insufficient cpu. " + Hopeless)]
    public void Problem_Cpu(string asked, string used, string? problem) =>
        Assert.Equal(problem, Problem(new PodSpec { Containers = [Asking(("cpu", asked))] }, ("cpu", decimal.Parse(used))));

    [Fact]
    public void Problem_SeveralLack_AllAreNamed() => Assert.Equal(
        "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods. " + NoVictims,
        Problem(new PodSpec { Containers = [Asking(("memory", "1Gi"), ("cpu", "1"))] }, ("cpu", 2), ("memory", 1), ("pods", 3)));

    [Fact]
    public void Problem_ResourceThatTheNodeLacks_Hopeless() => Assert.Equal(
        "0/1 nodes are available: 1 Insufficient example.com/gpu. " + Hopeless, Problem(new PodSpec { Containers = [Asking(("example.com/gpu", "1"))] }));

    [Theory]
    [InlineData("a", true)]
    [InlineData("b", false)]
    public void Problem_NodeSelector(string zone, bool fits) =>
        Assert.Equal(fits ? null : Refused, Problem(new PodSpec { NodeSelector = new Dictionary<string, string> { ["zone"] = zone } }));

    [Theory]
    [InlineData("zone", "In", "a", true)]
    [InlineData("zone", "In", "b", false)]
    [InlineData("zone", "NotIn", "a", false)]
    [InlineData("other", "NotIn", "a", true)]
    [InlineData("zone", "Exists", null, true)]
    [InlineData("zone", "DoesNotExist", null, false)]
    [InlineData("size", "Gt", "3", true)]
    [InlineData("size", "Lt", "4", false)]
    [InlineData("other", "Gt", "3", false)]
    public void Problem_Affinity(string key, string @operator, string? value, bool fits)
    {
        var requirement = new NodeSelectorRequirement { Key = key, Operator = @operator, Values = value is null ? null : [value] };

        Assert.Equal(fits ? null : Refused, Problem(Requiring(new NodeSelectorTerm { MatchExpressions = [requirement] })));
    }

    [Fact]
    public void Problem_AffinityTermWithoutRequirements_FitsNothing() => Assert.Equal(Refused, Problem(Requiring(new NodeSelectorTerm())));

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData("dedicated", "Equal", "gpu", null, true)]
    [InlineData("dedicated", "Equal", "other", null, false)]
    [InlineData("dedicated", "Exists", null, "NoSchedule", true)]
    [InlineData("dedicated", "Exists", null, "NoExecute", false)]
    [InlineData(null, "Exists", null, null, true)]
    public void Problem_Taint(string? key, string? @operator, string? value, string? effect, bool fits)
    {
        var node = Small with { Spec = new NodeSpec { Taints = [new Taint { Key = "dedicated", Value = "gpu", Effect = "NoSchedule" }] } };
        var spec = new PodSpec { Tolerations = @operator is null ? null : [new Toleration { Key = key, Operator = @operator, Value = value, Effect = effect }] };

        Assert.Equal(
            fits ? null : "0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}. " + Hopeless,
            NodeFit.Problem(spec, PodRequests.Of(spec), node, new Dictionary<string, decimal>()));
    }

    [Fact]
    public void Problem_CordonedNode_TakesNone()
    {
        var node = Small with { Spec = new NodeSpec { Unschedulable = true } };

        Assert.Equal(
            "0/1 nodes are available: 1 node(s) were unschedulable. " + Hopeless,
            NodeFit.Problem(new PodSpec(), PodRequests.Of(new PodSpec()), node, new Dictionary<string, decimal>()));
    }

    private static string Refused => "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. " + Hopeless;

    private static string? Problem(PodSpec spec, params (string Name, decimal Amount)[] used) => NodeFit.Problem(
        spec, PodRequests.Of(spec), Small, used.ToDictionary(one => one.Name, one => one.Amount));

    private static PodSpec Requiring(NodeSelectorTerm term) => new()
    {
        Affinity = new Affinity { NodeAffinity = new NodeAffinity { RequiredDuringSchedulingIgnoredDuringExecution = new NodeSelector { NodeSelectorTerms = [term] } } },
    };

    private static Container Asking(params (string Name, string Amount)[] amounts) => new() { Resources = new ResourceRequirements { Requests = Amounts(amounts) } };

    private static Dictionary<string, Quantity> Amounts(params (string Name, string Amount)[] amounts) => amounts.ToDictionary(one => one.Name, one => new Quantity(one.Amount));
}

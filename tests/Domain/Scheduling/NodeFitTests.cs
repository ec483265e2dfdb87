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
    [InlineData("size", "Lt", "5", true)]
    [InlineData("size", "Lt", "-5", false)]
    [InlineData("size", "Gt", "4", false)]
    [InlineData("zone", "NotIn", "b", true)]
    [InlineData("other", "DoesNotExist", null, true)]
    [InlineData("zone", "In", null, false)]
    [InlineData("size", "Gt", null, false)]
    [InlineData("zone", "Near", "a", false)]
    [InlineData(null, "Exists", null, false)]
    public void Problem_Affinity(string? key, string @operator, string? value, bool fits)
    {
        var requirement = new NodeSelectorRequirement { Key = key, Operator = @operator, Values = value is null ? null : [value] };

        Assert.Equal(fits ? null : Refused, Problem(Requiring(new NodeSelectorTerm { MatchExpressions = [requirement] })));
    }

    [Theory]
    [InlineData("every expression has to fit", "a,b", null, false)]
    [InlineData("the name fits", null, "metadata.name=node", true)]
    [InlineData("another name", null, "metadata.name=other", false)]
    [InlineData("another field", null, "metadata.uid=node", false)]
    [InlineData("name and expression", "a", "metadata.name=node", true)]
    [InlineData("name without expression", "b", "metadata.name=node", false)]
    public void Problem_AffinityTerm(string name, string? zones, string? field, bool fits)
    {
        var term = new NodeSelectorTerm
        {
            MatchExpressions = zones?.Split(',').Select(zone => new NodeSelectorRequirement { Key = "zone", Operator = "In", Values = [zone] }).ToList(),
            MatchFields = field?.Split('=') is [var key, var value] ? [new NodeSelectorRequirement { Key = key, Operator = "In", Values = [value] }] : null,
        };
        Assert.True((fits ? null : Refused) == Problem(Requiring(term)), name);
    }

    [Fact]
    public void Problem_AffinityWithoutTerms_FitsNothing() => Assert.Equal(Refused, Problem(new PodSpec
    {
        Affinity = new Affinity { NodeAffinity = new NodeAffinity { RequiredDuringSchedulingIgnoredDuringExecution = new NodeSelector() } },
    }));

    [Fact]
    public void Problem_AffinityTermOfEmptyLists_FitsNothing() =>
        Assert.Equal(Refused, Problem(Requiring(new NodeSelectorTerm { MatchExpressions = [], MatchFields = [] })));

    [Fact]
    public void Problem_NothingAskedOfAFullResource_Fits() => Assert.Null(Problem(new PodSpec { Containers = [Asking(("cpu", "0"))] }, ("cpu", 2.5m)));

    [Fact]
    public void Problem_OneOfTwoCanNeverFit_Hopeless() => Assert.Equal(
        "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory. " + Hopeless,
        Problem(new PodSpec { Containers = [Asking(("cpu", "3"), ("memory", "2Gi"))] }));

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

    [Theory]
    [InlineData("NoSchedule", false)]
    [InlineData("NoExecute", false)]
    [InlineData("PreferNoSchedule", true)]
    public void Problem_TaintsOfEachEffect(string effect, bool fits) => Assert.Equal(fits, Tainted(new PodSpec(), new Taint { Key = "k", Effect = effect }) is null);

    [Theory]
    [InlineData("nothing said but the key", "k", null, null, "", true)]
    [InlineData("everything left empty", "", "", "", "", true)]
    [InlineData("an odd operator", "k", "Near", null, null, false)]
    [InlineData("a value where there is none", "k", "Equal", "v", null, false)]
    [InlineData("another key", "l", "Exists", null, null, false)]
    public void Problem_TaintWithoutAValue(string name, string? key, string? @operator, string? value, string? effect, bool fits)
    {
        var spec = new PodSpec { Tolerations = [new Toleration { Key = key, Operator = @operator, Value = value, Effect = effect }] };
        Assert.True(fits == (Tainted(spec, new Taint { Key = "k", Effect = "NoSchedule" }) is null), name);
        Assert.True(fits == (Tainted(spec, new Taint { Key = "k", Value = "", Effect = "NoExecute" }) is null), name);
    }

    [Theory]
    [InlineData("node.kubernetes.io/unschedulable", "Exists", "NoSchedule", true)]
    [InlineData("node.kubernetes.io/unschedulable", "Exists", "NoExecute", false)]
    [InlineData("node.kubernetes.io/unreachable", "Exists", "NoSchedule", false)]
    [InlineData(null, "Exists", null, true)]
    public void Problem_CordonedNode_IsTolerated(string? key, string @operator, string? effect, bool fits)
    {
        var spec = new PodSpec { Tolerations = [new Toleration { Key = key, Operator = @operator, Effect = effect }] };
        var node = Small with { Spec = new NodeSpec { Unschedulable = true } };
        Assert.Equal(fits, NodeFit.Problem(spec, PodRequests.Of(spec), node, new Dictionary<string, decimal>()) is null);
    }

    [Fact]
    public void Problem_CordonedNode_TakesNone()
    {
        var node = Small with { Spec = new NodeSpec { Unschedulable = true } };

        Assert.Equal(
            "0/1 nodes are available: 1 node(s) were unschedulable. " + Hopeless,
            NodeFit.Problem(new PodSpec(), PodRequests.Of(new PodSpec()), node, new Dictionary<string, decimal>()));
    }

    private static string? Tainted(PodSpec spec, Taint taint) =>
        NodeFit.Problem(spec, PodRequests.Of(spec), Small with { Spec = new NodeSpec { Taints = [taint] } }, new Dictionary<string, decimal>());

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

using System.Text;
using System.Text.Json.Nodes;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Tests.Validation;

/// <summary>Seen through the generation, which counts when the spec has changed in meaning.</summary>
public class SemanticEqualityTests
{
    private const string Plain = """{"name":"c","image":"i"}""";

    [Theory]
    [InlineData(Plain, """{"name":"c","image":"i","args":[],"workingDir":"","tty":false}""", true)]
    [InlineData(Plain, """{"name":"c","image":"i","resources":{"limits":{}}}""", true)]
    [InlineData("""{"name":"c","image":"i","resources":{"limits":{"memory":"1Ki"}}}""", """{"name":"c","image":"i","resources":{"limits":{"memory":"1024"}}}""", true)]
    [InlineData(Plain, """{"name":"c","image":"i","tty":true}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","args":[""]}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","securityContext":{}}""", false)]
    [InlineData(Plain, """{"name":"c","image":"i","securityContext":{"privileged":false}}""", false)]
    [InlineData("""{"name":"c","image":"i","env":[{"name":"A","value":"1Ki"}]}""", """{"name":"c","image":"i","env":[{"name":"A","value":"1024"}]}""", false)]
    [InlineData("""{"name":"c","image":"i","env":[{"name":"A"},{"name":"B"}]}""", """{"name":"c","image":"i","env":[{"name":"B"},{"name":"A"}]}""", false)]
    public void Generation_CountsChangesInMeaning(string before, string after, bool same)
    {
        var strategy = new PodStrategy();
        var old = strategy.PrepareForCreate(Pod(before), new CreateContext("u", DateTimeOffset.UnixEpoch));

        Assert.Equal(same ? 1 : 2, strategy.PrepareForUpdate(old, Pod(after)).Metadata.Generation);
    }

    /// <summary>Fields that upstream keeps by value, so that what is absent is zero, false or empty.</summary>
    [Theory]
    [InlineData("""{"hostIPC":false,"hostNetwork":false,"hostPID":false}""")]
    [InlineData("""{"overhead":{},"nodeSelector":{}}""")]
    [InlineData("""{"containers":[{"ports":[{"hostPort":0}],"stdin":false,"stdinOnce":false,"volumeMounts":[{"readOnly":false}]}]}""")]
    [InlineData("""{"containers":[{"livenessProbe":{"failureThreshold":0,"initialDelaySeconds":0,"periodSeconds":0,"successThreshold":0,"timeoutSeconds":0}}]}""")]
    [InlineData("""{"volumes":[{"iscsi":{"chapAuthDiscovery":false,"chapAuthSession":false}},{"scaleIO":{"sslEnabled":false}},{"awsElasticBlockStore":{"partition":0}}]}""")]
    [InlineData("""{"volumes":[{"flexVolume":{"options":{}}},{"csi":{"volumeAttributes":{}}},{"ephemeral":{"volumeClaimTemplate":{"metadata":{"labels":{},"annotations":{}},"spec":{"resources":{}}}}}]}""")]
    [InlineData("""{"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"preference":{}}]},"podAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"podAffinityTerm":{}}]}}}""")]
    [InlineData("""{"topologySpreadConstraints":[{"labelSelector":{"matchLabels":{}}}]}""")]
    public void Absent_IsZeroOrEmpty(string spec) => Assert.True(SemanticEquality.AreEqual(Spec(spec), Spec(Emptied(spec))));

    [Theory]
    [InlineData("""{"shareProcessNamespace":false}""")]
    [InlineData("""{"terminationGracePeriodSeconds":0}""")]
    [InlineData("""{"securityContext":{}}""")]
    [InlineData("""{"hostNetwork":true}""")]
    [InlineData("""{"nodeSelector":{"a":"b"}}""")]
    public void Absent_DiffersFromWhatIsKeptBehindAPointer(string spec) => Assert.False(SemanticEquality.AreEqual(Spec(spec), Spec("{}")));

    [Fact]
    public void Absent_InJobsAndStatuses()
    {
        Assert.True(SemanticEquality.AreEqual(
            Read<Job>("""{"metadata":{},"spec":{"template":{"metadata":{},"spec":{}}},"status":{"active":0,"succeeded":0,"failed":0}}"""), new Job()));
        Assert.True(SemanticEquality.AreEqual(Read<CronJob>("""{"spec":{"jobTemplate":{"spec":{}}}}"""), new CronJob()));
        Assert.True(SemanticEquality.AreEqual(Read<Node>("""{"spec":{"unschedulable":false},"status":{"allocatable":{},"capacity":{}}}"""), new Node()));
        Assert.True(SemanticEquality.AreEqual(Read<ConfigMap>("""{"data":{},"binaryData":{}}"""), new ConfigMap()));
        Assert.True(SemanticEquality.AreEqual(Read<Secret>("""{"data":{},"stringData":{}}"""), new Secret()));
        Assert.True(SemanticEquality.AreEqual(Read<Event>("""{"count":0}"""), new Event()));
        Assert.True(SemanticEquality.AreEqual<PodSpec>(null, null));
        Assert.False(SemanticEquality.AreEqual(new ConfigMap { Data = new Dictionary<string, string> { ["a"] = "b" } }, new ConfigMap()));
    }

    [Fact]
    public void Amounts_GoByValueWhereverTheyAre()
    {
        Assert.True(SemanticEquality.AreEqual(Spec("""{"overhead":{"cpu":"1000m"}}"""), Spec("""{"overhead":{"cpu":"1"}}""")));
        Assert.False(SemanticEquality.AreEqual(Spec("""{"overhead":{"cpu":"1000m"}}"""), Spec("""{"overhead":{"cpu":"2"}}""")));
        Assert.True(SemanticEquality.AreEqual(Spec("""{"volumes":[{"emptyDir":{"sizeLimit":"1Ki"}}]}"""), Spec("""{"volumes":[{"emptyDir":{"sizeLimit":"1024"}}]}""")));
    }

    /// <summary>The same with every innermost member left out, objects in lists kept.</summary>
    private static string Emptied(string json)
    {
        var node = JsonNode.Parse(json)!;
        Empty(node.AsObject());
        return node.ToJsonString();

        static void Empty(JsonObject value)
        {
            foreach (var (name, member) in value.ToList())
            {
                switch (member)
                {
                    case JsonArray items:
                        items.ToList().ForEach(item => Empty(item!.AsObject()));
                        break;
                    case JsonObject inner when name is "iscsi" or "scaleIO" or "awsElasticBlockStore" or "flexVolume" or "csi" or "ephemeral" or "volumeClaimTemplate"
                        or "livenessProbe" or "affinity" or "nodeAffinity" or "podAffinity" or "labelSelector":
                        Empty(inner);
                        break;
                    default:
                        value.Remove(name);
                        break;
                }
            }
        }
    }

    private static PodSpec Spec(string json) => Read<Pod>("""{"spec":""" + json + "}").Spec!;

    private static T Read<T>(string json)
        where T : KubeObject => KubeJson.Read<T>(Encoding.UTF8.GetBytes(json));

    private static Pod Pod(string container) => KubeJson.Read<Pod>(
        Encoding.UTF8.GetBytes("""{"metadata":{"name":"p"},"spec":{"containers":[""" + container + "]}}"));
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Tests.Containers;

public sealed class ContainerEnvironmentTests
{
    private static readonly Dictionary<string, decimal> Node = new() { ["cpu"] = 4, ["memory"] = 8_000_000_000 };

    [Theory]
    [InlineData("metadata.name", "pod-1")]
    [InlineData("metadata.namespace", "team")]
    [InlineData("metadata.uid", "uid-1")]
    [InlineData("metadata.labels['app']", "web")]
    [InlineData("metadata.labels['absent']", "")]
    [InlineData("metadata.annotations['batch.kubernetes.io/job-completion-index']", "7")]
    [InlineData("spec.nodeName", "here")]
    [InlineData("spec.serviceAccountName", "robot")]
    [InlineData("status.hostIP", "10.0.0.1")]
    [InlineData("status.hostIPs", "10.0.0.1,fd00::1")]
    [InlineData("status.podIP", "10.0.0.2")]
    [InlineData("status.podIPs", "10.0.0.2")]
    public void Read_FieldRef_IsThePodsField(string path, string expected) =>
        Assert.Equal(expected, Value(new EnvVarSource { FieldRef = new ObjectFieldSelector { FieldPath = path } }));

    [Theory]
    [InlineData("limits.cpu", null, "2")]
    [InlineData("limits.cpu", "1m", "1500")]
    [InlineData("requests.cpu", "1", "1")]
    [InlineData("requests.memory", null, "67108864")]
    [InlineData("requests.memory", "1Mi", "64")]
    [InlineData("limits.memory", "1G", "8")]
    [InlineData("requests.ephemeral-storage", null, "0")]
    public void Read_ResourceFieldRef_IsRoundedUpInUnitsOfTheDivisor(string resource, string? divisor, string expected)
    {
        var selector = new ResourceFieldSelector { Resource = resource, Divisor = divisor is null ? null : new Quantity(divisor) };

        Assert.Equal(expected, Value(new EnvVarSource { ResourceFieldRef = selector }));
    }

    [Fact]
    public void Read_ValuesInOrder_ReferToEarlierOnesAndTheLastWins()
    {
        var values = Read(
            new EnvVar { Name = "B", Value = "$(A)" },
            new EnvVar { Name = "A", Value = "one" },
            new EnvVar { Name = "C", Value = "$(A)-$(B)" },
            new EnvVar { Name = "A", Value = "two $(A)" },
            new EnvVar { Name = "D" });

        Assert.Equal(
            new Dictionary<string, string> { ["B"] = "$(A)", ["A"] = "two one", ["C"] = "one-$(A)", ["D"] = "" },
            Assert.IsType<ContainerVariables.Ready>(values).Values);
    }

    [Fact]
    public void Read_OptionalSecret_IsLeftOut()
    {
        var source = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "s", Key = "k", Optional = true } };

        Assert.Empty(Assert.IsType<ContainerVariables.Ready>(Read(new EnvVar { Name = "A", ValueFrom = source })).Values);
    }

    [Fact]
    public void Read_WhatIsNotThere_IsInvalidWithAMessage()
    {
        foreach (var (source, message) in new (EnvVarSource, string)[]
        {
            (new() { SecretKeyRef = new SecretKeySelector { Name = "s", Key = "k" } }, "secret \"s\" not found"),
            (new() { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "k" } }, "couldn't find key k in Secret team/keys"),
            (new() { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "c", Key = "k" } }, "configmap \"c\" not found"),
            (new() { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "settings", Key = "k" } }, "couldn't find key k in ConfigMap team/settings"),
            (new() { FieldRef = new ObjectFieldSelector { FieldPath = "status.nothing" } }, "unsupported fieldPath: status.nothing"),
            (new() { ResourceFieldRef = new ResourceFieldSelector { Resource = "limits" } }, "unsupported container resource : limits"),
        })
        {
            Assert.Equal(message, Assert.IsType<ContainerVariables.Invalid>(Read(new EnvVar { Name = "A", ValueFrom = source })).Message);
        }
    }

    [Fact]
    public void Read_KeysOfObjects_AreTheirValues()
    {
        Assert.Equal("blue", Value(new EnvVarSource { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "settings", Key = "color" } }));
        Assert.Equal("s3cret", Value(new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "password" } }));
    }

    [Theory]
    [InlineData("keys", null)]
    [InlineData("keys", "absent")]
    [InlineData("absent", "k")]
    public void Read_OptionalKeyThatIsMissing_IsLeftOut(string secret, string? key)
    {
        var source = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = secret, Key = key, Optional = true } };

        Assert.Empty(Assert.IsType<ContainerVariables.Ready>(Read(new EnvVar { Name = "A", ValueFrom = source })).Values);
    }

    [Fact]
    public void Read_EnvFrom_LaterSourcesAndEnvWin()
    {
        var container = new Container
        {
            EnvFrom =
            [
                new EnvFromSource { ConfigMapRef = new ConfigMapEnvSource { Name = "settings" } },
                new EnvFromSource { ConfigMapRef = new ConfigMapEnvSource { Name = "other" } },
                new EnvFromSource { Prefix = "p_", SecretRef = new SecretEnvSource { Name = "keys" } },
                new EnvFromSource { SecretRef = new SecretEnvSource { Name = "absent", Optional = true } },
            ],
            Env = [new EnvVar { Name = "size", Value = "own $(color) $(p_password)" }],
        };

        Assert.Equal(
            new Dictionary<string, string> { ["color"] = "red", ["size"] = "own red s3cret", ["p_password"] = "s3cret" },
            Assert.IsType<ContainerVariables.Ready>(Read(container)).Values);
    }

    [Theory]
    [InlineData(true, "configmap \"absent\" not found")]
    [InlineData(false, "secret \"absent\" not found")]
    public void Read_EnvFromWhatIsNotThere_IsInvalid(bool map, string message)
    {
        var source = map
            ? new EnvFromSource { ConfigMapRef = new ConfigMapEnvSource { Name = "absent" } }
            : new EnvFromSource { SecretRef = new SecretEnvSource { Name = "absent" } };

        Assert.Equal(message, Assert.IsType<ContainerVariables.Invalid>(Read(new Container { EnvFrom = [source] })).Message);
    }

    [Fact]
    public void Complete_Base_IsSmallAndTheSpecWins()
    {
        var all = ContainerEnvironment.Complete(
            "host", "/bin", "/root", new Dictionary<string, string> { ["A"] = "image", ["B"] = "image" }, new Dictionary<string, string> { ["B"] = "spec", ["PATH"] = "/mine" }, new KeyValuePair<string, string>("M", "mark"));

        Assert.Equal(
            new Dictionary<string, string> { ["PATH"] = "/mine", ["HOME"] = "/root", ["HOSTNAME"] = "host", ["A"] = "image", ["B"] = "spec", ["M"] = "mark" }, all);
    }

    private static string Value(EnvVarSource source) =>
        Assert.IsType<ContainerVariables.Ready>(Read(new EnvVar { Name = "A", ValueFrom = source })).Values["A"];

    private static ContainerVariables Read(params IReadOnlyList<EnvVar> variables) => Read(new Container { Env = variables });

    private static ContainerVariables Read(Container given)
    {
        var container = given with
        {
            Name = "main",
            Resources = new ResourceRequirements
            {
                Limits = new Dictionary<string, Quantity> { ["cpu"] = new("1500m") },
                Requests = new Dictionary<string, Quantity> { ["cpu"] = new("250m"), ["memory"] = new("64Mi") },
            },
        };
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = "pod-1",
                Namespace = "team",
                Uid = "uid-1",
                Labels = new Dictionary<string, string> { ["app"] = "web" },
                Annotations = new Dictionary<string, string> { ["batch.kubernetes.io/job-completion-index"] = "7" },
            },
            Spec = new PodSpec { NodeName = "here", ServiceAccountName = "robot", Containers = [container] },
            Status = new PodStatus
            {
                HostIP = "10.0.0.1",
                HostIPs = [new HostIP { Ip = "10.0.0.1" }, new HostIP { Ip = "fd00::1" }],
                PodIP = "10.0.0.2",
                PodIPs = [new PodIP { Ip = "10.0.0.2" }],
            },
        };
        var objects = new ObjectTable();
        objects.Put(new PodObjects
        {
            ConfigMaps =
            [
                new ConfigMap { Metadata = Named("settings"), Data = new Dictionary<string, string> { ["color"] = "blue", ["size"] = "small" } },
                new ConfigMap { Metadata = Named("other"), Data = new Dictionary<string, string> { ["color"] = "red" }, BinaryData = new Dictionary<string, byte[]> { ["binary"] = [1] } },
            ],
            Secrets = [new Secret { Metadata = Named("keys"), Data = new Dictionary<string, byte[]> { ["password"] = "s3cret"u8.ToArray() } }],
        });
        return ContainerEnvironment.Read(pod, container, Node, objects);

        static ObjectMeta Named(string name) => new() { Name = name, Namespace = "team", ResourceVersion = "1" };
    }
}

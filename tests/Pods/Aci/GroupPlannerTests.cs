using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Aci.Groups;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>What pods are as container groups.</summary>
public sealed class GroupPlannerTests
{
    private static readonly Container Main = new() { Name = "main", Image = "busybox:1.36", Command = ["sh", "-c"], Args = ["echo $(WHO) $$(WHO)"] };

    [Fact]
    public void Pod_Plain_IsAGroupOfItsContainers()
    {
        var spec = new PodSpec
        {
            RestartPolicy = "OnFailure",
            InitContainers = [new Container { Name = "first", Image = "alpine", Command = ["true"] }],
            Containers = [Main with { Env = [new EnvVar { Name = "WHO", Value = "world" }, new EnvVar { Name = "EMPTY" }] }],
        };

        Same(
            """
            {
              "osType": "Linux",
              "restartPolicy": "OnFailure",
              "containers": [{"name": "main", "properties": {
                "image": "busybox:1.36",
                "environmentVariables": [{"name": "WHO", "value": "world"}],
                "command": ["sh", "-c", "echo world $(WHO)"],
                "resources": {"requests": {"cpu": 1, "memoryInGB": 1.5}}
              }}],
              "initContainers": [{"name": "first", "properties": {"image": "alpine", "environmentVariables": [], "command": ["true"]}}]
            }
            """,
            Plan(spec));
    }

    [Fact]
    public void Pod_InASubnet_HasItsId() =>
        Same("""[{"id": "/subscriptions/x/subnets/y"}]""", Plan(new PodSpec { Containers = [Main] }, subnet: "/subscriptions/x/subnets/y")["subnetIds"]);

    [Fact]
    public void Secrets_AreSecureValues_AndWhatIsMadeOfThem()
    {
        var container = Main with
        {
            EnvFrom = [new EnvFromSource { Prefix = "S_", SecretRef = new SecretEnvSource { Name = "keys" } }, new EnvFromSource { ConfigMapRef = new ConfigMapEnvSource { Name = "plain" } }],
            Env =
            [
                new EnvVar { Name = "ONE", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "one" } } },
                new EnvVar { Name = "URL", Value = "https://$(ONE)@host" },
                new EnvVar { Name = "S_two", Value = "open" },
            ],
        };

        var variables = Plan(new PodSpec { Containers = [container] })["containers"]![0]!["properties"]!["environmentVariables"]!.AsArray();

        Assert.Equal(
            ["COLOUR value blue", "ONE secureValue 1", "S_one secureValue 1", "S_two value open", "URL secureValue https://1@host"],
            variables.Select(one => string.Join(' ', one!.AsObject().Select(pair => pair.Key == "name" ? pair.Value!.ToString() : $"{pair.Key} {pair.Value}"))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Volumes_AreEmptyFoldersSharesAndSecretFiles()
    {
        var spec = new PodSpec
        {
            Containers = [Main with { VolumeMounts = [new VolumeMount { Name = "scratch", MountPath = "/scratch" }, new VolumeMount { Name = "plain", MountPath = "/etc/plain", ReadOnly = true }] }],
            Volumes =
            [
                new Volume { Name = "scratch", EmptyDir = new EmptyDirVolumeSource() },
                new Volume { Name = "keys", Secret = new SecretVolumeSource { SecretName = "keys", Items = [new KeyToPath { Key = "one", Path = "key.txt" }] } },
                new Volume { Name = "plain", ConfigMap = new ConfigMapVolumeSource { Name = "plain" } },
                new Volume { Name = "self", DownwardAPI = new DownwardAPIVolumeSource { Items = [new DownwardAPIVolumeFile { Path = "name", FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } }] } },
                new Volume
                {
                    Name = "all",
                    Projected = new ProjectedVolumeSource
                    {
                        Sources = [new VolumeProjection { Secret = new SecretProjection { Name = "keys" } }, new VolumeProjection { ConfigMap = new ConfigMapProjection { Name = "plain" } }],
                    },
                },
                new Volume { Name = "share", AzureFile = new AzureFileVolumeSource { SecretName = "share", ShareName = "data", ReadOnly = true } },
                new Volume
                {
                    Name = "csi",
                    Csi = new CSIVolumeSource { Driver = "file.csi.azure.com", VolumeAttributes = new Dictionary<string, string> { ["secretName"] = "share", ["shareName"] = "more" } },
                },
                new Volume { Name = "nothing", ConfigMap = new ConfigMapVolumeSource { Name = "missing", Optional = true } },
            ],
        };

        var properties = Plan(spec);

        Same(
            """
            [
              {"name": "scratch", "emptyDir": {}},
              {"name": "keys", "secret": {"key.txt": "MQ=="}},
              {"name": "plain", "secret": {"COLOUR": "Ymx1ZQ=="}},
              {"name": "self", "secret": {"name": "cG9k"}},
              {"name": "all", "secret": {"COLOUR": "Ymx1ZQ==", "one": "MQ==", "two": "Mg=="}},
              {"name": "share", "azureFile": {"shareName": "data", "storageAccountName": "account", "storageAccountKey": "key", "readOnly": true}},
              {"name": "csi", "azureFile": {"shareName": "more", "storageAccountName": "account", "storageAccountKey": "key", "readOnly": false}},
              {"name": "nothing", "emptyDir": {}}
            ]
            """,
            properties["volumes"]);
        Same(
            """[{"name": "scratch", "mountPath": "/scratch", "readOnly": false}, {"name": "plain", "mountPath": "/etc/plain", "readOnly": true}]""",
            properties["containers"]![0]!["properties"]!["volumeMounts"]);
    }

    [Fact]
    public void Probes_Ports_AndSecurity_AreTakenOver()
    {
        var container = Main with
        {
            Ports = [new ContainerPort { Name = "web", ContainerPortValue = 8080 }],
            LivenessProbe = new Probe { Exec = new ExecAction { Command = ["true"] }, PeriodSeconds = 5, FailureThreshold = 3 },
            ReadinessProbe = new Probe { HttpGet = new HTTPGetAction { Port = new IntOrString("web"), Path = "/ready", Scheme = "HTTPS", HttpHeaders = [new HTTPHeader { Name = "A", Value = "b" }] } },
            SecurityContext = new SecurityContext { RunAsUser = 1000, AllowPrivilegeEscalation = false, Capabilities = new Capabilities { Drop = ["ALL"] } },
        };

        var properties = Plan(new PodSpec { Containers = [container], SecurityContext = new PodSecurityContext { RunAsUser = 1, RunAsGroup = 2 } })["containers"]![0]!["properties"]!;

        Same("""[{"port": 8080, "protocol": "TCP"}]""", properties["ports"]);
        Same("""{"periodSeconds": 5, "failureThreshold": 3, "exec": {"command": ["true"]}}""", properties["livenessProbe"]);
        Same("""{"httpGet": {"path": "/ready", "port": 8080, "scheme": "https", "httpHeaders": [{"name": "A", "value": "b"}]}}""", properties["readinessProbe"]);
        Same("""{"allowPrivilegeEscalation": false, "runAsUser": 1000, "runAsGroup": 2, "capabilities": {"add": [], "drop": ["ALL"]}}""", properties["securityContext"]);
    }

    [Theory]
    [InlineData("""{"auths": {"https://index.docker.io/v1/": {"auth": "dXNlcjpwYTpzcw=="}}}""", """[{"server": "index.docker.io", "username": "user", "password": "pa:ss"}]""")]
    [InlineData("""{"auths": {"me.azurecr.io": {"username": "user", "password": "pass"}}}""", """[{"server": "me.azurecr.io", "username": "user", "password": "pass"}]""")]
    [InlineData("""{"auths": {"me.azurecr.io": {"auth": "dXNlcjpwYXNzMQ"}}}""", """[{"server": "me.azurecr.io", "username": "user", "password": "pass1"}]""")]
    [InlineData("""{"auths": {"me.azurecr.io": {"auth": "%%%"}}}""", null)]
    [InlineData("""{"auths": []}""", null)]
    [InlineData("not JSON", null)]
    public void ImagePullSecrets_AreCredentials(string config, string? expected)
    {
        var secret = new Secret { Metadata = new ObjectMeta { Name = "pull", Namespace = "default", Uid = "u" }, Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = System.Text.Encoding.UTF8.GetBytes(config) } };
        var spec = new PodSpec { Containers = [Main], ImagePullSecrets = [new LocalObjectReference { Name = "pull" }, new LocalObjectReference { Name = "missing" }] };

        var credentials = Plan(spec, secret)["imageRegistryCredentials"];

        Assert.True(JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), credentials), credentials?.ToJsonString());
    }

    [Theory]
    [InlineData("500m", "1Gi", 0.5, 1.1)]
    [InlineData("1", "1500M", 1, 1.5)]
    [InlineData("1m", "1Mi", 0.01, 0.1)]
    [InlineData("1234m", "2G", 1.24, 2)]
    public void Resources_AreRoundedUp(string cpu, string memory, double cpus, double gigabytes)
    {
        var amounts = new Dictionary<string, Quantity> { ["cpu"] = new(cpu), ["memory"] = new(memory) };

        var resources = GroupResources.Of(new ResourceRequirements { Requests = amounts, Limits = amounts });

        Assert.Equal((cpus, gigabytes), ((double)(decimal)resources["requests"]!["cpu"]!, (double)(decimal)resources["requests"]!["memoryInGB"]!));
        Assert.Equal((cpus, gigabytes), ((double)(decimal)resources["limits"]!["cpu"]!, (double)(decimal)resources["limits"]!["memoryInGB"]!));
    }

    [Fact]
    public void Resources_ALimitAlone_IsNotExceededByTheDefault()
    {
        var resources = GroupResources.Of(new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["cpu"] = new("250m"), ["memory"] = new("4G") } });

        Same("""{"requests": {"cpu": 0.25, "memoryInGB": 1.5}, "limits": {"cpu": 0.25, "memoryInGB": 4.0}}""", JsonNode.Parse(resources.ToJsonString()));
    }

    public static TheoryData<string, PodSpec> UnsupportedSpecs => new()
    {
        { "spec.hostPID", new PodSpec { HostPID = true } },
        { "spec.shareProcessNamespace", new PodSpec { ShareProcessNamespace = true } },
        { "spec.hostAliases", new PodSpec { HostAliases = [new HostAlias { Ip = "1.2.3.4" }] } },
        { "spec.dnsConfig", new PodSpec { DnsConfig = new PodDNSConfig() } },
        { "spec.os", new PodSpec { Os = new PodOS { Name = "windows" } } },
        { "spec.securityContext.fsGroup", new PodSpec { SecurityContext = new PodSecurityContext { FsGroup = 1 } } },
        { "spec.initContainers[0].restartPolicy", new PodSpec { InitContainers = [Main with { RestartPolicy = "Always" }] } },
        { "spec.initContainers[0].resources", new PodSpec { InitContainers = [Main with { Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["memory"] = new("2G") } } }] } },
        { "spec.containers[0].args", Of(Main with { Command = null }) },
        { "spec.containers[0].image", Of(Main with { Image = "" }) },
        { "spec.containers[0].workingDir", Of(Main with { WorkingDir = "/x" }) },
        { "spec.containers[0].lifecycle", Of(Main with { Lifecycle = new Lifecycle() }) },
        { "spec.containers[0].startupProbe", Of(Main with { StartupProbe = new Probe() }) },
        { "spec.containers[0].livenessProbe.tcpSocket", Of(Main with { LivenessProbe = new Probe { TcpSocket = new TCPSocketAction { Port = new IntOrString(1) } } }) },
        { "spec.containers[0].readinessProbe.httpGet.port", Of(Main with { ReadinessProbe = new Probe { HttpGet = new HTTPGetAction { Port = new IntOrString("web") } } }) },
        { "spec.containers[0].resources", Of(Main with { Resources = new ResourceRequirements { Limits = new Dictionary<string, Quantity> { ["nvidia.com/gpu"] = new("1") } } }) },
        { "spec.containers[0].tty", Of(Main with { Tty = true }) },
        { "spec.containers[0].securityContext.readOnlyRootFilesystem", Of(Main with { SecurityContext = new SecurityContext { ReadOnlyRootFilesystem = true } }) },
        { "spec.containers[0].securityContext.runAsNonRoot", Of(Main with { SecurityContext = new SecurityContext { RunAsNonRoot = true } }) },
        { "spec.containers[0].env[0].valueFrom.fieldRef", Of(Main with { Env = [new EnvVar { Name = "IP", ValueFrom = new EnvVarSource { FieldRef = new ObjectFieldSelector { FieldPath = "status.podIP" } } }] }) },
        { "spec.containers[0].volumeMounts[0].subPath", Of(Main with { VolumeMounts = [new VolumeMount { Name = "a", MountPath = "/a", SubPath = "b" }] }) },
        { "spec.containers[0].volumeMounts[0].mountPath", Of(Main with { VolumeMounts = [new VolumeMount { Name = "a", MountPath = "/a:b" }] }) },
        { "spec.volumes[0]", new PodSpec { Volumes = [new Volume { Name = "a", HostPath = new HostPathVolumeSource { Path = "/" } }] } },
        { "spec.volumes[0]", new PodSpec { Volumes = [new Volume { Name = "a", PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = "c" } }] } },
        { "spec.volumes[0]", new PodSpec { Volumes = [new Volume { Name = "a", Secret = new SecretVolumeSource { SecretName = "keys", DefaultMode = 0b111_101_101 } }] } },
        { "spec.volumes[0]", new PodSpec { Volumes = [new Volume { Name = "a", Secret = new SecretVolumeSource { SecretName = "keys", Items = [new KeyToPath { Key = "one", Path = "a/b" }] } }] } },
        { "spec.volumes[0].projected", new PodSpec { Volumes = [new Volume { Name = "a", Projected = new ProjectedVolumeSource { Sources = [new VolumeProjection { ServiceAccountToken = new ServiceAccountTokenProjection { Path = "t" } }] } }] } },
        { "spec.volumes[0].azureFile", new PodSpec { Volumes = [new Volume { Name = "a", AzureFile = new AzureFileVolumeSource { ShareName = "s" } }] } },
    };

    [Theory]
    [MemberData(nameof(UnsupportedSpecs))]
    public void Unsupported_IsNamedByItsField(string field, PodSpec spec)
    {
        var plan = GroupPlanner.Plan(MakePod(spec with { Containers = spec.Containers ?? [Main] }), Objects(), null);

        Assert.All(Assert.IsType<GroupPlan.Unsupported>(plan).Problems, problem => Assert.StartsWith(field + ": ", problem));
    }

    [Theory]
    [InlineData("keys", "lacking", "MountVolume.SetUp failed for volume \"a\" : references non-existent secret key: lacking")]
    [InlineData("none", "one", "MountVolume.SetUp failed for volume \"a\" : secret \"none\" not found")]
    public void MissingObject_OfAVolume_IsWaitedFor(string name, string key, string message)
    {
        var spec = new PodSpec { Containers = [Main], Volumes = [new Volume { Name = "a", Secret = new SecretVolumeSource { SecretName = name, Items = [new KeyToPath { Key = key, Path = "p" }] } }] };

        Assert.Equal(new GroupPlan.CannotMount(message), GroupPlanner.Plan(MakePod(spec), Objects(), null));
    }

    private static PodSpec Of(Container container) => new() { Containers = [container] };

    private static Pod MakePod(PodSpec spec) => new() { Metadata = new ObjectMeta { Name = "pod", Namespace = "default", Uid = "uid" }, Spec = spec };

    private static ObjectTable Objects(params IReadOnlyList<Secret> more)
    {
        var table = new ObjectTable();
        table.Put(new PodObjects
        {
            ConfigMaps = [new ConfigMap { Metadata = new ObjectMeta { Name = "plain", Namespace = "default", Uid = "m" }, Data = new Dictionary<string, string> { ["COLOUR"] = "blue" } }],
            Secrets =
            [
                new Secret { Metadata = new ObjectMeta { Name = "keys", Namespace = "default", Uid = "s" }, Data = new Dictionary<string, byte[]> { ["one"] = "1"u8.ToArray(), ["two"] = "2"u8.ToArray() } },
                new Secret
                {
                    Metadata = new ObjectMeta { Name = "share", Namespace = "default", Uid = "t" },
                    Data = new Dictionary<string, byte[]> { ["azurestorageaccountname"] = "account"u8.ToArray(), ["azurestorageaccountkey"] = "key"u8.ToArray() },
                },
                .. more,
            ],
        });
        return table;
    }

    // Every plan is one that Azure takes.
    private static JsonObject Plan(PodSpec spec, Secret? more = null, string? subnet = null)
    {
        var plan = GroupPlanner.Plan(MakePod(spec), Objects(more is null ? [] : [more]), subnet);
        var properties = JsonNode.Parse(Assert.IsType<GroupPlan.Ready>(plan).Properties.ToJsonString())!.AsObject();
        Assert.Null(GroupContract.Problem(new JsonObject { ["location"] = "here", ["properties"] = properties.DeepClone() }));
        return properties;
    }

    private static void Same(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}

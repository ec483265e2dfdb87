using System.Net;
using JobFlows.EndToEnd.Fixtures;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>Kubernetes' <c>test/e2e/common/node/configmap.go</c>, <c>secrets.go</c>, <c>test/e2e/common/storage/configmap_volume.go</c> and <c>secrets_volume.go</c>.</summary>
public sealed class ConfigMapTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("ConfigMap", "configMapKeyRef")]
    [InlineData("Secret", "secretKeyRef")]
    public async Task Env_KeyIsAVariable(string kind, string reference)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync(kind, "source", ("data-1", "value-1"));

        var log = await ns.RunPodAsync(PodCases.Pod("echo $DATA_1", $$$$"""env: [{name: DATA_1, valueFrom: {{{{{reference}}}}: {name: source, key: data-1}}}]"""));

        Assert.Equal("value-1\n", log);
    }

    [Theory]
    [InlineData("ConfigMap", "configMapRef")]
    [InlineData("Secret", "secretRef")]
    public async Task EnvFrom_AllKeysAreVariables(string kind, string reference)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync(kind, "source", ("data_1", "value-1"), ("data_2", "value-2"));

        var log = await ns.RunPodAsync(PodCases.Pod("env | grep data_ | sort", $$$$"""
            envFrom:
            - {{{{reference}}}}: {name: source}
            - {prefix: p_, {{{{reference}}}}: {name: source}}
            - {{{{reference}}}}: {name: absent, optional: true}
            """));

        Assert.Equal("data_1=value-1\ndata_2=value-2\np_data_1=value-1\np_data_2=value-2\n", log);
    }

    [Fact]
    public async Task Env_OfWhatIsMissing_WaitsUntilItIsThere()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod("echo $DATA_1", "env: [{name: DATA_1, valueFrom: {configMapKeyRef: {name: source, key: data-1}}}]"));
        Assert.Equal("configmap \"source\" not found", await ns.WaitingAsync("CreateContainerConfigError"));

        await ns.CreateKeysAsync("ConfigMap", "source", ("data-1", "value-1"));

        Assert.Equal("value-1\n", await ns.SucceededAsync());
    }

    [Fact]
    public async Task EmptyKey_IsRefused()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ns.SendYamlAsync("configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {\"\": value}}")).Code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ns.SendYamlAsync("secrets", "{apiVersion: v1, kind: Secret, metadata: {name: c}, stringData: {\"\": value}}")).Code);
    }

    [NeedsTheory("bwrap")]
    [InlineData("ConfigMap", "configMap: {name: source}", "data-1", "value-1 644")]
    [InlineData("ConfigMap", "configMap: {name: source, defaultMode: 256}", "data-1", "value-1 400")]
    [InlineData("ConfigMap", "configMap: {name: source, items: [{key: data-1, path: path/to/data}]}", "path/to/data", "value-1 644")]
    [InlineData("ConfigMap", "configMap: {name: source, items: [{key: data-1, path: path/to/data, mode: 256}]}", "path/to/data", "value-1 400")]
    [InlineData("Secret", "secret: {secretName: source}", "data-1", "value-1 644")]
    [InlineData("Secret", "secret: {secretName: source, defaultMode: 256}", "data-1", "value-1 400")]
    [InlineData("Secret", "secret: {secretName: source, items: [{key: data-1, path: new-path, mode: 256}]}", "new-path", "value-1 400")]
    public async Task Volume_ShowsTheKeys(string kind, string volume, string path, string expected)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync(kind, "source", ("data-1", "value-1"));

        var log = await ns.RunPodAsync(Mounted($"echo `cat /etc/source/{path}` `stat -Lc %a /etc/source/{path}`", volume));

        Assert.Equal(expected + "\n", log);
    }

    [NeedsTheory("bwrap")]
    [InlineData("ConfigMap", "configMap: {name: source}")]
    [InlineData("Secret", "secret: {secretName: source}")]
    [InlineData("ConfigMap", "projected: {sources: [{configMap: {name: source}}]}")]
    [InlineData("Secret", "projected: {sources: [{secret: {name: source}}]}")]
    public async Task Volume_FollowsUpdates(string kind, string volume)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync(kind, "source", ("data-1", "value-1"), ("old", "x"));
        await ns.CreateYamlAsync("pods", Mounted("cat /etc/source/data-1; echo; until grep -q value-2 /etc/source/data-1; do sleep 0.05; done; ls /etc/source", volume));
        await ns.UntilLogAsync("value-1");

        await ns.ReplaceKeysAsync(kind, "source", ("data-1", "value-2"), ("new", "y"));

        Assert.Equal("value-1\ndata-1\nnew\n", await ns.SucceededAsync());
    }

    [NeedsTheory("bwrap")]
    [InlineData("ConfigMap", "configMap: {name: NAME, optional: true}")]
    [InlineData("Secret", "secret: {secretName: NAME, optional: true}")]
    [InlineData("ConfigMap", "projected: {sources: [{configMap: {name: NAME, optional: true}}]}")]
    [InlineData("Secret", "projected: {sources: [{secret: {name: NAME, optional: true}}]}")]
    public async Task Volume_OptionalSources_ComeAndGo(string kind, string volume)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync(kind, "deleted", ("data-1", "value-1"));
        await ns.CreateYamlAsync("pods", PodCases.Pod(
            "cat /etc/deleted/data-1; ls /etc/created; echo ready; while [ -e /etc/deleted/data-1 ]; do sleep 0.05; done; until [ -e /etc/created/data-1 ]; do sleep 0.05; done; cat /etc/created/data-1",
            "volumeMounts: [{name: deleted, mountPath: /etc/deleted}, {name: created, mountPath: /etc/created}]",
            $"volumes: [{{name: deleted, {volume.Replace("NAME", "deleted", StringComparison.Ordinal)}}}, {{name: created, {volume.Replace("NAME", "created", StringComparison.Ordinal)}}}]"));
        await ns.UntilLogAsync("ready");

        await ns.Api.DeleteAsync($"/api/v1/namespaces/{ns.Name}/{kind.ToLowerInvariant()}s/deleted");
        await ns.CreateKeysAsync(kind, "created", ("data-1", "value-1"));

        Assert.Equal("value-1ready\nvalue-1", await ns.SucceededAsync());
    }

    [NeedsFact("bwrap")]
    public async Task Volume_BinaryDataAndSeveralVolumesOfOneMap()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("configmaps", "{apiVersion: v1, kind: ConfigMap, metadata: {name: source}, data: {text: one}, binaryData: {dump: 3sr+}}");

        var log = await ns.RunPodAsync(PodCases.Pod(
            "cat /etc/a/text /etc/b/text; od -An -tx1 /etc/a/dump",
            "volumeMounts: [{name: a, mountPath: /etc/a}, {name: b, mountPath: /etc/b}]",
            "volumes: [{name: a, configMap: {name: source}}, {name: b, configMap: {name: source}}]"));

        Assert.Equal("oneone de ca fe\n", log);
    }

    [NeedsFact("bwrap")]
    public async Task Volume_OfWhatIsMissing_WaitsUntilItIsThere()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", Mounted("cat /etc/source/key", "secret: {secretName: source}"));
        await ns.WaitingAsync("ContainerCreating");
        var told = await Harness.Wait.ForAsync("FailedMount", async () =>
            (await ns.KubectlAsync("get", "events", "--field-selector", "reason=FailedMount", "-o", "jsonpath={.items[*].message}")).Output is { Length: > 0 } text ? text : null);
        Assert.StartsWith("MountVolume.SetUp failed for volume \"source\" : secret \"source\" not found", told, StringComparison.Ordinal);

        await ns.CreateKeysAsync("Secret", "source", ("key", "value"));

        Assert.Equal("value", await ns.SucceededAsync());
    }

    private static string Mounted(string command, string volume) =>
        PodCases.Pod(command, "volumeMounts: [{name: source, mountPath: /etc/source}]", $"volumes: [{{name: source, {volume}}}]");
}

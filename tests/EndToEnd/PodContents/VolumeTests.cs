using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>Kubernetes' <c>test/e2e/common/storage/empty_dir.go</c>, <c>projected_combined.go</c> and <c>test/e2e/storage/subpath.go</c>, and claims.</summary>
public sealed class VolumeTests(RunningServer server) : IClassFixture<RunningServer>
{
    // Users are changed by root only.
    private static readonly bool IsRoot = Environment.IsPrivilegedProcess;

    public static IEnumerable<object[]> Modes { get; } =
        from user in IsRoot ? (int[])[0, 1001] : [0]
        from mode in (int[])[644, 666, 777]
        from medium in (string[])["", "Memory"]
        select (object[])[user, mode, medium];

    [NeedsTheory("bwrap")]
    [MemberData(nameof(Modes))]
    public async Task EmptyDir_FilesHaveTheirModes(int user, int mode, string medium)
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod(
            $"echo content > /test-volume/f; chmod {mode} /test-volume/f; stat -c '%a %u' /test-volume/f; cat /test-volume/f; stat -c %a /test-volume; stat -fc %T /test-volume",
            (IsRoot ? $"securityContext: {{runAsUser: {user}}}\n" : "") + "volumeMounts: [{name: test-volume, mountPath: /test-volume}]",
            $"volumes: [{{name: test-volume, emptyDir: {{medium: \"{medium}\"}}}}]"));

        var lines = log.TrimEnd().Split('\n');
        Assert.Equal([$"{mode} {(IsRoot ? user.ToString() : Environment.GetEnvironmentVariable("UID") ?? lines[0].Split(' ')[1])}", "content", medium == "Memory" && IsRoot ? "1777" : "777"], lines[..3]);
        Assert.Equal(medium == "Memory" && IsRoot, lines[3] == "tmpfs");
    }

    [NeedsFact("bwrap")]
    public async Task EmptyDir_IsSharedByTheContainers()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod(
            "until [ -e /shared/f ]; do sleep 0.05; done; cat /shared/f",
            "volumeMounts: [{name: shared, mountPath: /shared}]",
            """
            volumes: [{name: shared, emptyDir: {}}]
            initContainers:
            - name: writer
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "echo hello > /elsewhere/f.new; mv /elsewhere/f.new /elsewhere/f; sleep 1000"]
              volumeMounts: [{name: shared, mountPath: /elsewhere}]
            """));

        Assert.Equal("hello\n", log);
    }

    [NeedsFact("bwrap")]
    public async Task EmptyDir_PastItsLimit_EvictsThePod()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod(
            "head -c 2000000 /dev/zero > /full/f; sleep 1000", "volumeMounts: [{name: full, mountPath: /full}]", "volumes: [{name: full, emptyDir: {sizeLimit: 1Mi}}]"));

        var pod = await ns.Api.UntilAsync(ns.Pods, "p", one => one["status"]?["phase"]?.ToString() == "Failed");

        Assert.Equal("Evicted", pod["status"]!["reason"]!.ToString());
        Assert.Equal("Usage of EmptyDir volume \"full\" exceeds the limit \"1Mi\". ", pod["status"]!["message"]!.ToString());
    }

    [NeedsFact("bwrap")]
    public async Task Projected_AllSourcesAreInOneFolder()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync("ConfigMap", "map", ("configmap-data", "configmap-value-1"));
        await ns.CreateKeysAsync("Secret", "secret", ("secret-data", "secret-value-1"));

        var log = await ns.RunPodAsync(PodCases.Pod("cd /all; cat podname; echo; cat secret-data; echo; cat configmap-data; echo; ls", "volumeMounts: [{name: all, mountPath: /all}]", """
            volumes:
            - name: all
              projected:
                sources:
                - secret: {name: secret}
                - configMap: {name: map}
                - downwardAPI: {items: [{path: podname, fieldRef: {fieldPath: metadata.name}}]}
            """));

        Assert.Equal("p\nsecret-value-1\nconfigmap-value-1\nconfigmap-data\npodname\nsecret-data\n", log);
    }

    [NeedsTheory("bwrap")]
    [InlineData("secret: {secretName: secret}", "key")]
    [InlineData("configMap: {name: map}", "key")]
    [InlineData("downwardAPI: {items: [{path: key, fieldRef: {fieldPath: metadata.name}}]}", "key")]
    [InlineData("projected: {sources: [{configMap: {name: map}}]}", "key")]
    [InlineData("emptyDir: {}", "folder/below")]
    public async Task SubPath_IsThatPartOfTheVolume(string volume, string part)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateKeysAsync("ConfigMap", "map", ("key", "p"));
        await ns.CreateKeysAsync("Secret", "secret", ("key", "p"));

        var log = await ns.RunPodAsync(PodCases.Pod(
            "if [ -d /part ]; then echo p > /part/key; cat /whole/folder/below/key; else cat /part; echo; fi",
            $"volumeMounts: [{{name: v, mountPath: /part, subPath: {part}}}, {{name: v, mountPath: /whole}}]",
            $"volumes: [{{name: v, {volume}}}]"));

        Assert.Equal("p\n", log);
    }

    [NeedsFact("bwrap")]
    public async Task Claim_IsAFolderOfTheConfigurationOnceThereIsOne()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod("cat /store/f", "volumeMounts: [{name: store, mountPath: /store}]", "volumes: [{name: store, persistentVolumeClaim: {claimName: data}}]"));
        var waiting = await ns.Api.UntilAsync(ns.Pods, "p", one => one["status"]?["conditions"]?.AsArray().Any(condition => condition!["reason"]?.ToString() == "Unschedulable") == true);
        Assert.Equal(("Pending", null), (waiting.Text("status", "phase"), waiting.Text("spec", "nodeName")));
        Assert.Contains("persistentvolumeclaim \"data\" not found", waiting["status"]!["conditions"]!.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);

        var real = ns.Folder("data");
        await File.WriteAllTextAsync(Path.Combine(real, "f"), "kept\n");
        var claims = Path.Combine(Path.GetDirectoryName(server.Process.KubeconfigPath)!, "claims", ns.Name);
        Directory.CreateDirectory(claims);
        Directory.CreateSymbolicLink(Path.Combine(claims, "data"), real);

        Assert.Equal("kept\n", await ns.SucceededAsync());
    }

    [NeedsFact("bwrap")]
    public async Task KindThatIsNotOffered_IsToldAndThePodWaits()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod("true", "volumeMounts: [{name: v, mountPath: /v}]", "volumes: [{name: v, nfs: {server: s, path: /}}]"));

        var told = await Harness.Wait.ForAsync("FailedMount", async () =>
            (await ns.KubectlAsync("get", "events", "--field-selector", "reason=FailedMount", "-o", "jsonpath={.items[*].message}")).Output is { Length: > 0 } text ? text : null);

        Assert.StartsWith("MountVolume.SetUp failed for volume \"v\" : nfs volumes are not offered", told, StringComparison.Ordinal);
        await ns.WaitingAsync("ContainerCreating");
    }
}

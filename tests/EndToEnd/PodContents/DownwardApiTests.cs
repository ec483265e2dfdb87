using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>Kubernetes' <c>test/e2e/common/node/downwardapi.go</c> and <c>test/e2e/common/storage/downwardapi_volume.go</c>.</summary>
public sealed class DownwardApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Limited = """
        resources:
          requests: {cpu: 250m, memory: 32Mi}
          limits: {cpu: 1250m, memory: 64Mi}
        """;

    [Fact]
    public async Task Env_PodNameNamespaceAndAddresses()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("echo $POD_NAME $POD_NAMESPACE $POD_IP $HOST_IP $POD_UID", """
            env:
            - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
            - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
            - {name: HOST_IP, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}
            - {name: POD_UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
            """));

        var pod = await ns.Api.GetAsync($"{ns.Pods}/p");
        Assert.Equal(
            ["p", ns.Name, pod["status"]!["podIP"]!.ToString(), pod["status"]!["hostIP"]!.ToString(), pod["metadata"]!["uid"]!.ToString()],
            log.Trim().Split(' '));
    }

    [Fact]
    public async Task Env_RequestsAndLimits()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("echo $CPU_LIMIT $MEMORY_LIMIT $CPU_REQUEST $MEMORY_REQUEST", $$$$"""
            {{{{Limited}}}}
            env:
            - {name: CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
            - {name: MEMORY_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
            - {name: CPU_REQUEST, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
            - {name: MEMORY_REQUEST, valueFrom: {resourceFieldRef: {resource: requests.memory}}}
            """));

        Assert.Equal("2 67108864 1 33554432\n", log);
    }

    [Fact]
    public async Task Env_LimitsThatAreNotSet_AreThoseOfTheNode()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("echo $CPU_LIMIT; [ $MEMORY_LIMIT -gt 1000000 ] && echo much; [ $DISK_LIMIT -gt 1000000 ] && echo more", """
            env:
            - {name: CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
            - {name: MEMORY_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
            - {name: DISK_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage}}}
            """));

        Assert.Matches("^[1-9][0-9]*\nmuch\nmore\n$", log);
    }

    [NeedsTheory("bwrap")]
    [InlineData("{path: podname, fieldRef: {fieldPath: metadata.name}}", "", "p -rw-r--r--")]
    [InlineData("{path: podname, fieldRef: {fieldPath: metadata.name}}", "defaultMode: 256", "p -r--------")]
    [InlineData("{path: podname, mode: 256, fieldRef: {fieldPath: metadata.name}}", "", "p -r--------")]
    [InlineData("{path: podname, resourceFieldRef: {containerName: c, resource: limits.cpu}}", "", "2 -rw-r--r--")]
    [InlineData("{path: podname, resourceFieldRef: {containerName: c, resource: limits.memory}}", "", "67108864 -rw-r--r--")]
    [InlineData("{path: podname, resourceFieldRef: {containerName: c, resource: requests.cpu, divisor: 1m}}", "", "250 -rw-r--r--")]
    [InlineData("{path: podname, resourceFieldRef: {containerName: c, resource: requests.memory, divisor: 1Mi}}", "", "32 -rw-r--r--")]
    public async Task Volume_ShowsTheField(string item, string volume, string expected)
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("echo $(cat /etc/podinfo/podname) $(stat -Lc %A /etc/podinfo/podname)".Replace("$(", "$$(", StringComparison.Ordinal), $$$$"""
            {{{{Limited}}}}
            volumeMounts: [{name: podinfo, mountPath: /etc/podinfo}]
            """, $$$$"""
            volumes:
            - name: podinfo
              downwardAPI:
                {{{{volume}}}}
                items: [{{{{item}}}}]
            """));

        Assert.Equal(expected + "\n", log);
    }

    [NeedsTheory("bwrap")]
    [InlineData("labels")]
    [InlineData("annotations")]
    public async Task Volume_FollowsChanges(string field)
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod(
            "cat /etc/podinfo/file; echo; until grep -q key3 /etc/podinfo/file; do sleep 0.05; done; cat /etc/podinfo/file; echo",
            "volumeMounts: [{name: podinfo, mountPath: /etc/podinfo}]",
            $$$$"""
            volumes:
            - name: podinfo
              downwardAPI: {items: [{path: file, fieldRef: {fieldPath: metadata.{{{{field}}}}}}]}
            """,
            $$$$"""{{{{field}}}}: {key2: value2, key1: value1}"""));
        await ns.UntilLogAsync("key1=\"value1\"\nkey2=\"value2\"\n");

        var pod = await ns.Api.GetAsync($"{ns.Pods}/p");
        pod["metadata"]![field] = new JsonObject { ["key3"] = "value3" };
        await ns.Api.PutAsync($"{ns.Pods}/p", pod);

        Assert.EndsWith("\nkey3=\"value3\"\n", await ns.SucceededAsync(), StringComparison.Ordinal);
    }
}

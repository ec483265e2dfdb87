using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>Kubernetes' <c>test/e2e/common/node/expansion.go</c>.</summary>
public sealed class VariableExpansionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string PodName = "- {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}";

    [Fact]
    public async Task Env_ComposesEarlierVariables()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("env", """
            env:
            - {name: FOO, value: foo-value}
            - {name: BAR, value: bar-value}
            - {name: FOOBAR, value: "$(FOO);;$(BAR)"}
            """));

        Assert.Contains("FOO=foo-value\n", log, StringComparison.Ordinal);
        Assert.Contains("BAR=bar-value\n", log, StringComparison.Ordinal);
        Assert.Contains("FOOBAR=foo-value;;bar-value\n", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""command: [sh, -c, "TEST_VAR=wrong echo \"$(TEST_VAR)\""]""")]
    [InlineData("""
        command: [sh, -c]
        args: ["TEST_VAR=wrong echo \"$(TEST_VAR)\""]
        """)]
    public async Task CommandAndArgs_AreSubstituted(string lines)
    {
        var ns = await server.NamespaceAsync();
        var pod = PodCases.Pod("replaced", "env: [{name: TEST_VAR, value: test-value}]").Split('\n').Where(line => !line.Contains("command:", StringComparison.Ordinal));

        Assert.Equal("test-value\n", await ns.RunPodAsync(string.Join('\n', pod) + "\n" + string.Join('\n', lines.Split('\n').Select(line => "    " + line))));
    }

    [NeedsFact("bwrap")]
    public async Task VolumeSubpath_IsSubstituted()
    {
        var ns = await server.NamespaceAsync();

        var log = await ns.RunPodAsync(PodCases.Pod("test -d /testcontainer/p; echo $?", $"""
            env:
            {PodName}
            volumeMounts:
            - name: workdir1
              mountPath: /logscontainer
              subPathExpr: $(POD_NAME)
            - name: workdir1
              mountPath: /testcontainer
            """, "volumes: [{name: workdir1, emptyDir: {}}]"));

        Assert.Equal("0\n", log);
    }

    [NeedsTheory("bwrap")]
    [InlineData("..", "unable to provision SubPath `..`: must not contain '..'")]
    [InlineData("/tmp", "error SubPath `/tmp` must not be an absolute path")]
    public async Task VolumeSubpath_OutsideOfTheVolume_Fails(string name, string message)
    {
        var ns = await server.NamespaceAsync();

        await ns.CreateYamlAsync("pods", PodCases.Pod("true", $"""
            env: [{"{"}name: POD_NAME, value: "{name}"{"}"}]
            volumeMounts: [{"{"}name: workdir1, mountPath: /logscontainer, subPathExpr: "$(POD_NAME)"{"}"}]
            """, "volumes: [{name: workdir1, emptyDir: {}}]"));

        Assert.Equal(message, await ns.WaitingAsync("CreateContainerConfigError"));
    }

    [NeedsFact("bwrap")]
    public async Task VolumeSubpath_ThatFails_CanBeMendedThroughAnAnnotation()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateYamlAsync("pods", PodCases.Pod("test -e /volume_mount/mypath/p && echo there", $$$$"""
            env:
            {{{{PodName}}}}
            - {name: ANNOTATION, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['mysubpath']"}}}
            volumeMounts:
            - {name: workdir1, mountPath: /subpath_mount, subPathExpr: $(ANNOTATION)/$(POD_NAME)}
            - {name: workdir1, mountPath: /volume_mount}
            """, "volumes: [{name: workdir1, emptyDir: {}}]"));
        Assert.Equal("missing value for ANNOTATION", await ns.WaitingAsync("CreateContainerConfigError"));

        var pod = await ns.Api.GetAsync($"{ns.Pods}/p");
        pod["metadata"]!.AsObject().Remove("resourceVersion");
        pod["metadata"]!["annotations"] = new JsonObject { ["mysubpath"] = "mypath" };
        await ns.Api.PutAsync($"{ns.Pods}/p", pod);

        Assert.Equal("there\n", await ns.SucceededAsync());
    }
}

using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>Kubernetes' <c>test/e2e/common/node/containers.go</c> ("Docker Containers"), with an image that the catalogue describes.</summary>
public sealed class ContainerCommandTests : IAsyncLifetime
{
    private readonly string catalogue = Path.GetTempFileName();
    private ServerProcess? server;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(catalogue, """
            { "images": [ { "name": "agnhost", "entrypoint": ["echo", "/ep"], "cmd": ["default", "arguments"], "env": { "FROM": "image" }, "workingDir": "/usr" } ] }
            """);
        server = await ServerProcess.StartAsync("process", "--images", catalogue);
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        File.Delete(catalogue);
    }

    [Theory]
    [InlineData("", "/ep default arguments\n")]
    [InlineData("args: [override, arguments]", "/ep override arguments\n")]
    [InlineData("command: [echo, /ep-2]", "/ep-2\n")]
    [InlineData("""
        command: [echo, /ep-2]
        args: [override, arguments]
        """, "/ep-2 override arguments\n")]
    [InlineData("""command: [sh, -c, "pwd; echo $FROM"]""", "/usr\nimage\n")]
    public async Task ImageDefaults_AreUsedOrReplaced(string lines, string expected)
    {
        using var api = server!.Client();
        var ns = new TestNamespace(server!, api, "default");

        var log = await ns.RunPodAsync($"""
            apiVersion: v1
            kind: Pod
            metadata: {"{"} name: p {"}"}
            spec:
              restartPolicy: Never
              containers:
              - name: c
                image: registry.k8s.io/e2e-test-images/agnhost:2.56
            {string.Join('\n', lines.Split('\n').Select(line => "    " + line))}
            """);

        Assert.Equal(expected, log);
    }

    [Theory]
    [InlineData("busybox")]
    [InlineData("registry.k8s.io/e2e-test-images/busybox:1.37.0-1")]
    public async Task BusyboxShell_KnowsWhatTheImagesDoes(string image)
    {
        using var api = server!.Client();
        var ns = new TestNamespace(server!, api, "default");

        var log = await ns.RunPodAsync($$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              restartPolicy: Never
              containers:
              - name: c
                image: {{image}}
                command: [/bin/sh, -c]
                args: ["trap 'echo told' SIGTERM; if [[ -r /etc/passwd && -n $RANDOM ]]; then kill -TERM $$$$; fi"]
            """);

        Assert.Equal("told\n", log);
    }
}

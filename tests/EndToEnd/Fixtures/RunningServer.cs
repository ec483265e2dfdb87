using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>One server, with pods that are processes, for all tests of a class.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private int namespaces;

    internal ServerProcess Process { get; private set; } = null!;

    internal ApiClient Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Process = await ServerProcess.StartAsync("process");
        Api = Process.Client();
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }
    }

    /// <summary>A new namespace, for one test.</summary>
    internal async Task<TestNamespace> NamespaceAsync()
    {
        var name = $"test-{Interlocked.Increment(ref namespaces)}";
        await Api.PostAsync("/api/v1/namespaces", new System.Text.Json.Nodes.JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = name },
        });
        return new TestNamespace(Process, Api, name);
    }
}

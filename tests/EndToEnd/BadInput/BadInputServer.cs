using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.BadInput;

/// <summary>A server, on which nothing happens by itself, with a suspended Job <c>pi</c> and a ConfigMap <c>a</c> in one namespace.</summary>
public sealed class BadInputServer : IAsyncLifetime
{
    internal const string Namespace = "bad-input";

    internal ServerProcess Process { get; private set; } = null!;

    internal ApiClient Api { get; private set; } = null!;

    internal TestNamespace Space { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Process = await ServerProcess.StartAsync("manual");
        Api = Process.Client();
        Space = new TestNamespace(Process, Api, Namespace);
        await Api.PostAsync("/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = Namespace } });
        await Api.PostAsync($"/api/v1/namespaces/{Namespace}/configmaps", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" } });
        await Api.PostAsync($"{Space.Jobs}?fieldManager=creator", Documents.Job("pi", "exit 0", spec => spec["suspend"] = true));
        await Space.ConditionAsync("pi", "Suspended");
        await Wait.UntilAsync("the event of the suspension", async () =>
            (await Api.GetAsync($"/api/v1/namespaces/{Namespace}/events?fieldSelector=reason%3DSuspended")).List("items").Count == 1);
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }
    }

    /// <summary>The revision of the whole store: it grows with every change of anything.</summary>
    internal async Task<string> RevisionAsync() => (await Api.GetAsync("/api/v1/nodes?limit=1")).Text("metadata", "resourceVersion")!;
}

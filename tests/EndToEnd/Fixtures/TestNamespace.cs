using System.Net;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>The namespace of one test: its Jobs and pods over HTTP, and kubectl in it.</summary>
internal sealed class TestNamespace(ServerProcess server, ApiClient api, string name)
{
    public string Name => name;

    public ApiClient Api => api;

    public string Jobs => $"/apis/batch/v1/namespaces/{name}/jobs";

    public string Pods => $"/api/v1/namespaces/{name}/pods";

    /// <summary>Runs kubectl in this namespace to its end.</summary>
    public Task<CommandResult> KubectlAsync(params IReadOnlyList<string> arguments) => KubectlReadsAsync(null, arguments);

    /// <summary>Runs kubectl in this namespace to its end, with a document as its standard input (<c>-f -</c>).</summary>
    public async Task<CommandResult> KubectlReadsAsync(string? document, params IReadOnlyList<string> arguments)
    {
        await using var command = Kubectl.Start(server, name, arguments, document);
        return await command.EndAsync();
    }

    /// <summary>Runs <c>kubectl edit</c> in this namespace, with a sed script as the editor.</summary>
    public async Task<CommandResult> KubectlEditAsync(string script, params IReadOnlyList<string> arguments)
    {
        await using var command = Kubectl.Start(server, name, ["edit", .. arguments], input: null, $"sed -i '{script}'");
        return await command.EndAsync();
    }

    /// <summary>Creates a suspended Job of parallelism 1, and waits until nobody else changes it any more.</summary>
    public async Task<JsonNode> SuspendedAsync(string job)
    {
        await CreateAsync(Documents.Job(job, "exit 0", spec => spec["suspend"] = true));
        return await ConditionAsync(job, "Suspended");
    }

    /// <summary>Creates a Job that another controller looks after, so that nobody puts right what a client writes into its status.</summary>
    public async Task<JsonNode> ForeignAsync(string job)
    {
        var created = await CreateAsync(Documents.Job(job, "exit 0", spec => spec["managedBy"] = "example.com/other"));
        created["status"] = new JsonObject { ["terminating"] = 0, ["active"] = 0 };
        return await api.PutAsync($"{Jobs}/{job}/status", created);
    }

    /// <summary>Starts kubectl in this namespace, to read its output as it comes.</summary>
    public RunningCommand StartKubectl(params IReadOnlyList<string> arguments) => Kubectl.Start(server, name, arguments, input: null);

    /// <summary>A folder for the test's own files, which its pods can reach as well.</summary>
    public string Folder(string part) => Directory.CreateDirectory(Path.Combine(server.Folder, name, part)).FullName;

    /// <summary>Creates a Job.</summary>
    public Task<JsonNode> CreateAsync(JsonObject job) => api.PostAsync(Jobs, job);

    /// <summary>Reads a Job.</summary>
    public Task<JsonNode> JobAsync(string job) => api.GetAsync($"{Jobs}/{job}");

    /// <summary>Waits until a Job has a condition.</summary>
    public Task<JsonNode> ConditionAsync(string job, string type) => api.UntilAsync(Jobs, job, one => one.Condition(type) is not null);

    /// <summary>The pods with the label that every pod of the Job has.</summary>
    public async Task<IReadOnlyList<JsonNode>> PodsOfAsync(string job) =>
        (await api.GetAsync($"{Pods}?labelSelector=batch.kubernetes.io%2Fjob-name%3D{job}")).List("items");

    /// <summary>Waits until so many pods of the Job run.</summary>
    public Task<IReadOnlyList<JsonNode>> RunningPodsAsync(string job, int count) => Wait.ForAsync(
        $"{count} running pods of {job}",
        async () => await PodsOfAsync(job) is var pods && pods.Count(pod => pod.Text("status", "phase") == "Running") == count ? pods : null);

    /// <summary>Waits until the Job has no pods.</summary>
    public Task NoPodsAsync(string job) => Wait.UntilAsync($"the end of the pods of {job}", async () => (await PodsOfAsync(job)).Count == 0);

    /// <summary>Waits until the Job is gone.</summary>
    public Task GoneAsync(string job) =>
        Wait.UntilAsync($"the end of {job}", async () => (await api.SendAsync(HttpMethod.Get, $"{Jobs}/{job}")).Code == HttpStatusCode.NotFound);

    /// <summary>A pod's log.</summary>
    public async Task<string> LogAsync(string pod)
    {
        var answer = await api.SendAsync(HttpMethod.Get, $"{Pods}/{pod}/log");
        return answer.Code == HttpStatusCode.OK ? answer.Text : throw new HttpRequestException($"the log of {pod}: {(int)answer.Code} {answer.Text}");
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.PodContents;

/// <summary>What cases about bare pods share: documents in YAML, as a user would write them.</summary>
internal static class PodCases
{
    /// <summary>A pod <c>p</c> with one container <c>c</c>, of these lines of YAML.</summary>
    /// <param name="command">What the shell runs; a single line.</param>
    /// <param name="container">Fields of the container, as lines.</param>
    /// <param name="spec">Fields of the pod's spec, as lines.</param>
    /// <param name="metadata">Fields of the pod's metadata, as lines.</param>
    public static string Pod(string command, string container = "", string spec = "", string metadata = "") => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: p
        {Indented(metadata, 2)}
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
        {Indented(spec, 2)}
          containers:
          - name: c
            image: registry.k8s.io/e2e-test-images/busybox:1.36
            command: ["/bin/sh", "-c", {System.Text.Json.JsonSerializer.Serialize(command)}]
        {Indented(container, 4)}
        """;

    /// <summary>Creates an object from YAML.</summary>
    public static async Task<ApiAnswer> SendYamlAsync(this TestNamespace ns, string plural, string yaml)
    {
        var content = new StringContent(yaml, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/namespaces/{ns.Name}/{plural}") { Content = content };
        return await ns.Api.SendAsync(request);
    }

    /// <summary>Creates an object from YAML, which has to succeed.</summary>
    public static async Task CreateYamlAsync(this TestNamespace ns, string plural, string yaml)
    {
        var answer = await ns.SendYamlAsync(plural, yaml);
        Assert.True(answer.Code == HttpStatusCode.Created, $"{answer.Text}\n{yaml}");
    }

    /// <summary>Creates a ConfigMap or a Secret with these keys.</summary>
    public static Task CreateKeysAsync(this TestNamespace ns, string kind, string name, params IEnumerable<(string Key, string Value)> keys) => ns.Api.PostAsync(
        $"/api/v1/namespaces/{ns.Name}/{kind.ToLowerInvariant()}s", Keys(kind, name, keys));

    /// <summary>Replaces the keys of a ConfigMap or a Secret.</summary>
    public static Task ReplaceKeysAsync(this TestNamespace ns, string kind, string name, params IEnumerable<(string Key, string Value)> keys) => ns.Api.PutAsync(
        $"/api/v1/namespaces/{ns.Name}/{kind.ToLowerInvariant()}s/{name}", Keys(kind, name, keys));

    /// <summary>Runs the pod <c>p</c> to its end, which has to be success, and returns its log.</summary>
    public static async Task<string> RunPodAsync(this TestNamespace ns, string yaml)
    {
        await ns.CreateYamlAsync("pods", yaml);
        return await ns.SucceededAsync();
    }

    /// <summary>Waits for the success of the pod <c>p</c>, and returns its log.</summary>
    public static async Task<string> SucceededAsync(this TestNamespace ns)
    {
        var pod = await ns.Api.UntilAsync(ns.Pods, "p", one => one.Text("status", "phase") is "Succeeded" or "Failed");
        var log = await ns.LogAsync("p");
        Assert.True(pod.Text("status", "phase") == "Succeeded", $"{pod["status"]}\n{log}");
        return log;
    }

    /// <summary>Waits until the log of the pod <c>p</c> has the text.</summary>
    public static Task UntilLogAsync(this TestNamespace ns, string text) => Wait.UntilAsync($"'{text}' in the log", async () =>
        (await ns.Api.SendAsync(HttpMethod.Get, $"{ns.Pods}/p/log")) is { Code: HttpStatusCode.OK } answer && answer.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until the container of the pod <c>p</c> waits for that reason, and returns its message.</summary>
    public static async Task<string> WaitingAsync(this TestNamespace ns, string reason)
    {
        var pod = await ns.Api.UntilAsync(ns.Pods, "p", one => one.List("status", "containerStatuses").Any(status => status.Text("state", "waiting", "reason") == reason));
        return pod.List("status", "containerStatuses")[0].Text("state", "waiting", "message") ?? "";
    }

    private static JsonObject Keys(string kind, string name, IEnumerable<(string Key, string Value)> keys) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        [kind == "Secret" ? "stringData" : "data"] = new JsonObject(keys.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    private static string Indented(string lines, int by) =>
        string.Join('\n', lines.Split('\n').Where(line => line.Trim().Length > 0).Select(line => new string(' ', by) + line));
}

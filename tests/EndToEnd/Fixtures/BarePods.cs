using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>Bare pods.</summary>
internal static class BarePods
{
    /// <summary>Creates a pod of one container <c>c</c> with a command of the shell, and waits until it runs.</summary>
    public static async Task<JsonNode> RunningPodAsync(this TestNamespace ns, string name, string script, Action<JsonObject>? spec = null)
    {
        await ns.Api.PostAsync(ns.Pods, Pod(name, script, spec));
        return await ns.Api.UntilAsync(ns.Pods, name, pod => pod.Text("status", "phase") == "Running");
    }

    /// <summary>A pod of one container <c>c</c> with a command of the shell.</summary>
    public static JsonObject Pod(string name, string script, Action<JsonObject>? spec = null)
    {
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = "Never",
                ["terminationGracePeriodSeconds"] = 1,
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "c",
                    ["image"] = "busybox:1.36",
                    ["command"] = new JsonArray("/bin/sh", "-c", script),
                }),
            },
        };
        spec?.Invoke(pod["spec"]!.AsObject());
        return pod;
    }

    /// <summary>The first container of a pod's spec.</summary>
    public static JsonObject First(this JsonObject podSpec) => podSpec["containers"]![0]!.AsObject();
}

using System.Text.Json.Nodes;

namespace JobFlows.Bench.Load;

/// <summary>The Jobs that are submitted.</summary>
internal static class BenchJobs
{
    /// <summary>One pod.</summary>
    public static JsonObject Single(string name, params string[] command) => new()
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["backoffLimit"] = 0,
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["restartPolicy"] = "Never",
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "main",
                        ["image"] = "busybox:1.36",
                        ["command"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
                    }),
                },
            },
        },
    };

    /// <summary>Gives the pods of a Job an emptyDir.</summary>
    public static void WithEmptyDir(JsonObject job)
    {
        var pod = job["spec"]!["template"]!["spec"]!;
        pod["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["emptyDir"] = new JsonObject() });
        pod["containers"]![0]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/data" });
    }

    /// <summary>Many pods, each with an index.</summary>
    public static JsonObject Indexed(string name, int completions, int parallelism, params string[] command)
    {
        var job = Single(name, command);
        var spec = job["spec"]!;
        spec["completionMode"] = "Indexed";
        spec["completions"] = completions;
        spec["parallelism"] = parallelism;
        return job;
    }
}

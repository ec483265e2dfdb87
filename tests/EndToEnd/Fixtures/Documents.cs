using System.Text.Json.Nodes;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>Job documents.</summary>
internal static class Documents
{
    /// <summary>A Job whose pods run one container <c>c</c> of busybox with a command of the shell.</summary>
    public static JsonObject Job(string name, string script, Action<JsonObject>? spec = null, string restartPolicy = "Never")
    {
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["restartPolicy"] = restartPolicy,
                        // Nothing here needs long to end.
                        ["terminationGracePeriodSeconds"] = 1,
                        ["containers"] = new JsonArray(new JsonObject
                        {
                            ["name"] = "c",
                            ["image"] = "busybox:1.36",
                            ["command"] = new JsonArray("/bin/sh", "-c", script),
                        }),
                    },
                },
            },
        };
        spec?.Invoke(job["spec"]!.AsObject());
        return job;
    }

    /// <summary>A bare pod of these containers.</summary>
    public static JsonObject BarePod(string name, string restartPolicy, params IReadOnlyList<JsonObject> containers) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["restartPolicy"] = restartPolicy, ["containers"] = new JsonArray([.. containers]) },
    };

    /// <summary>A container of busybox with a command of the shell.</summary>
    public static JsonObject Script(string name, string script) =>
        new() { ["name"] = name, ["image"] = "busybox:1.36", ["command"] = new JsonArray("/bin/sh", "-c", script) };

    /// <summary>Gives a bare pod init containers.</summary>
    public static JsonObject WithInit(this JsonObject pod, params IReadOnlyList<JsonObject> containers)
    {
        pod["spec"]!["initContainers"] = new JsonArray([.. containers]);
        return pod;
    }

    /// <summary>Gives a container requests and limits.</summary>
    public static JsonObject Asking(this JsonObject container, JsonObject? requests, JsonObject? limits = null)
    {
        container["resources"] = new JsonObject { ["requests"] = requests, ["limits"] = limits };
        return container;
    }

    /// <summary>The pod spec of a Job's spec.</summary>
    public static JsonObject Pod(this JsonObject spec) => spec["template"]!["spec"]!.AsObject();

    /// <summary>The first container of a Job's spec.</summary>
    public static JsonObject Container(this JsonObject spec) => spec.Pod()["containers"]![0]!.AsObject();

    /// <summary>Sets parallelism and completions.</summary>
    public static JsonObject Sized(this JsonObject spec, int parallelism, int completions)
    {
        spec["parallelism"] = parallelism;
        spec["completions"] = completions;
        return spec;
    }

    /// <summary>Makes the Job Indexed.</summary>
    public static JsonObject Indexed(this JsonObject spec)
    {
        spec["completionMode"] = "Indexed";
        return spec;
    }

    /// <summary>Mounts a volume at <c>/data</c> in the first container.</summary>
    public static JsonObject WithData(this JsonObject spec, string kind, JsonObject source)
    {
        spec.Pod()["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", [kind] = source });
        spec.Container()["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/data" });
        return spec;
    }

    /// <summary>Mounts a folder of the host at <c>/data</c> in the first container.</summary>
    public static JsonObject WithHostData(this JsonObject spec, string folder) =>
        spec.WithData("hostPath", new JsonObject { ["path"] = folder, ["type"] = "DirectoryOrCreate" });
}

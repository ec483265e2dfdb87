using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>Describes pods as container groups.</summary>
internal static class GroupPlanner
{
    /// <summary>What a container without requests gets, and what <c>resourceFieldRef</c> says of limits that are not set.</summary>
    public static readonly IReadOnlyDictionary<string, decimal> Defaults = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["cpu"] = 1, ["memory"] = 1_500_000_000 };

    /// <summary>The group of a pod.</summary>
    /// <param name="pod">The pod, defaulted and validated.</param>
    /// <param name="objects">The ConfigMaps and Secrets that it refers to.</param>
    /// <param name="subnet">The resource ID of the subnet that the group is to be in, or null.</param>
    public static GroupPlan Plan(Pod pod, ObjectTable objects, string? subnet)
    {
        var spec = pod.Spec!;
        var problems = UnsupportedFields.Of(spec);
        var volumes = GroupVolumes.Of(pod, objects);
        problems.AddRange(volumes.Unsupported);
        if (problems.Count > 0)
        {
            return new GroupPlan.Unsupported(problems);
        }

        if (volumes.Lacking is { } lacking)
        {
            return new GroupPlan.CannotMount(lacking);
        }

        var environments = new Dictionary<string, JsonArray>(StringComparer.Ordinal);
        var commands = new Dictionary<string, JsonArray?>(StringComparer.Ordinal);
        foreach (var container in (spec.InitContainers ?? []).Concat(spec.Containers ?? []))
        {
            switch (GroupEnvironment.Of(pod, container, objects))
            {
                case GroupEnvironment.Ready(var variables, var command):
                    environments[container.Name!] = variables;
                    commands[container.Name!] = command;
                    break;
                case GroupEnvironment.Lacking(var what):
                    return new GroupPlan.BadConfiguration(what);
            }
        }

        var properties = new JsonObject
        {
            ["osType"] = "Linux",
            ["restartPolicy"] = spec.RestartPolicy ?? "Always",
            ["containers"] = Array(spec.Containers ?? [], container => Named(container, Container(container, spec))),
        };
        Add(properties, "initContainers", Array(spec.InitContainers ?? [], container => Named(container, Common(container, spec))));
        Add(properties, "volumes", volumes.Json);
        Add(properties, "imageRegistryCredentials", RegistryCredentials.Of(pod, objects));
        if (subnet is not null)
        {
            properties["subnetIds"] = new JsonArray(new JsonObject { ["id"] = subnet });
        }

        return new GroupPlan.Ready(properties);

        JsonObject Common(Container container, PodSpec spec)
        {
            var body = new JsonObject { ["image"] = container.Image, ["environmentVariables"] = environments[container.Name!] };
            if (commands[container.Name!] is { } command)
            {
                body["command"] = command;
            }

            Add(body, "volumeMounts", Array(container.VolumeMounts ?? [], mount => new JsonObject
            {
                ["name"] = mount.Name,
                ["mountPath"] = mount.MountPath,
                ["readOnly"] = mount.ReadOnly == true,
            }));
            if (GroupSecurity.Of(spec.SecurityContext, container.SecurityContext) is { Count: > 0 } security)
            {
                body["securityContext"] = security;
            }

            return body;
        }

        JsonObject Container(Container container, PodSpec spec)
        {
            var body = Common(container, spec);
            body["resources"] = GroupResources.Of(container.Resources);
            Add(body, "ports", Array(container.Ports ?? [], port => new JsonObject { ["port"] = port.ContainerPortValue, ["protocol"] = port.Protocol ?? "TCP" }));
            if (container.LivenessProbe is { } liveness)
            {
                body["livenessProbe"] = GroupProbe.Of(liveness, container.Ports);
            }

            if (container.ReadinessProbe is { } readiness)
            {
                body["readinessProbe"] = GroupProbe.Of(readiness, container.Ports);
            }

            return body;
        }
    }

    private static JsonObject Named(Container container, JsonObject body) => new() { ["name"] = container.Name, ["properties"] = body };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => [.. items.Select(write)];

    private static void Add(JsonObject target, string name, JsonArray items)
    {
        if (items.Count > 0)
        {
            target[name] = items;
        }
    }
}

using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>What came of reading a container's environment and command.</summary>
internal abstract record GroupEnvironment
{
    private GroupEnvironment()
    {
    }

    /// <summary>They are complete.</summary>
    /// <param name="Variables">The variables; those that hold a part of a Secret as <c>secureValue</c>, which Azure never shows.</param>
    /// <param name="Command">The command with its arguments; null for the image's.</param>
    public sealed record Ready(JsonArray Variables, JsonArray? Command) : GroupEnvironment;

    /// <summary>They refer to what isn't there.</summary>
    public sealed record Lacking(string What) : GroupEnvironment;

    /// <summary>Reads them. Container groups have no empty variables: those are left out.</summary>
    public static GroupEnvironment Of(Pod pod, Container container, ObjectTable objects)
    {
        if (ContainerEnvironment.Read(pod, container, GroupPlanner.Defaults, objects) is not ContainerVariables.Ready(var values))
        {
            return new Lacking(((ContainerVariables.Invalid)ContainerEnvironment.Read(pod, container, GroupPlanner.Defaults, objects)).Message);
        }

        var secret = SecretNames(pod, container, objects);
        var variables = new JsonArray(
        [
            .. values.Where(pair => pair.Value.Length > 0)
                .Select(pair => new JsonObject { ["name"] = pair.Key, [secret.Contains(pair.Key) ? "secureValue" : "value"] = pair.Value }),
        ]);
        var command = container.Command is not { Count: > 0 } given
            ? null
            : new JsonArray([.. given.Concat(container.Args ?? []).Select(part => JsonValue.Create(VariableExpansion.Expand(part, values)))]);
        return new Ready(variables, command);
    }

    // Later ones of the same name win, and what refers to a Secret's value holds it.
    private static HashSet<string> SecretNames(Pod pod, Container container, ObjectTable objects)
    {
        var secret = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in container.EnvFrom ?? [])
        {
            foreach (var key in source.ConfigMapRef is { } map ? objects.ConfigMap(pod.Metadata.Namespace, map.Name)?.Data?.Keys ?? [] : [])
            {
                secret.Remove(source.Prefix + key);
            }

            foreach (var key in source.SecretRef is { } from ? objects.Secret(pod.Metadata.Namespace, from.Name)?.Data?.Keys ?? [] : [])
            {
                secret.Add(source.Prefix + key);
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            var holds = variable.ValueFrom?.SecretKeyRef is not null || (variable.Value is { } text && secret.Any(name => text.Contains($"$({name})", StringComparison.Ordinal)));
            if (holds)
            {
                secret.Add(variable.Name!);
            }
            else
            {
                secret.Remove(variable.Name!);
            }
        }

        return secret;
    }
}

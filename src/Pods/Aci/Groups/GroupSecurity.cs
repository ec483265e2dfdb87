using System.Text.Json.Nodes;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>As whom a container runs, and what it may do.</summary>
internal static class GroupSecurity
{
    /// <summary>What is set, the container's before the pod's.</summary>
    public static JsonObject Of(PodSecurityContext? pod, SecurityContext? container)
    {
        var described = new JsonObject();
        Set("privileged", container?.Privileged is { } privileged ? JsonValue.Create(privileged) : null);
        Set("allowPrivilegeEscalation", container?.AllowPrivilegeEscalation is { } escalation ? JsonValue.Create(escalation) : null);
        Set("runAsUser", (container?.RunAsUser ?? pod?.RunAsUser) is { } user ? JsonValue.Create(user) : null);
        Set("runAsGroup", (container?.RunAsGroup ?? pod?.RunAsGroup) is { } group ? JsonValue.Create(group) : null);
        if (container?.Capabilities is { } capabilities)
        {
            described["capabilities"] = new JsonObject { ["add"] = Names(capabilities.Add), ["drop"] = Names(capabilities.Drop) };
        }

        return described;

        void Set(string name, JsonNode? value)
        {
            if (value is not null)
            {
                described[name] = value;
            }
        }
    }

    private static JsonArray Names(IReadOnlyList<string>? names) => [.. (names ?? []).Select(name => JsonValue.Create(name))];
}

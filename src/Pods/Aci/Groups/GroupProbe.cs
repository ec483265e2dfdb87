using System.Text.Json.Nodes;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>A liveness or readiness probe.</summary>
internal static class GroupProbe
{
    /// <summary>The probe; a port that is named is looked up.</summary>
    public static JsonObject Of(Probe probe, IReadOnlyList<ContainerPort>? ports)
    {
        var described = new JsonObject
        {
            ["initialDelaySeconds"] = probe.InitialDelaySeconds,
            ["periodSeconds"] = probe.PeriodSeconds,
            ["failureThreshold"] = probe.FailureThreshold,
            ["successThreshold"] = probe.SuccessThreshold,
            ["timeoutSeconds"] = probe.TimeoutSeconds,
        };
        foreach (var unset in described.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            described.Remove(unset);
        }

        if (probe.Exec is { } exec)
        {
            described["exec"] = new JsonObject { ["command"] = new JsonArray([.. (exec.Command ?? []).Select(part => JsonValue.Create(part))]) };
        }

        if (probe.HttpGet is { } get)
        {
            var http = new JsonObject { ["path"] = get.Path ?? "/", ["port"] = Port(get, ports), ["scheme"] = (get.Scheme ?? "HTTP").ToLowerInvariant() };
            if (get.HttpHeaders is { Count: > 0 } headers)
            {
                http["httpHeaders"] = new JsonArray([.. headers.Select(header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value })]);
            }

            described["httpGet"] = http;
        }

        return described;
    }

    /// <summary>The number of the port that is asked; null when the container has no port of that name.</summary>
    public static int? Port(HTTPGetAction get, IReadOnlyList<ContainerPort>? ports) =>
        get.Port is not { } port ? null
        : port.Number ?? ports?.FirstOrDefault(one => one.Name == port.Text)?.ContainerPortValue;
}

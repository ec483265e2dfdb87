using System.Text.Json.Nodes;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>What Azure takes as a container group: the properties of each model of the specification, and those that are required.</summary>
internal static class GroupContract
{
    private sealed record Model(string[] Required, params (string Name, string? Model)[] Properties);

    private static readonly Dictionary<string, Model> Models = new(StringComparer.Ordinal)
    {
        ["group"] = new(["location", "properties"], ("location", null), ("tags", null), ("zones", null), ("identity", null), ("properties", "properties")),
        ["properties"] = new(
            ["containers", "osType"],
            ("containers", "container"), ("initContainers", "initContainer"), ("imageRegistryCredentials", "credential"), ("restartPolicy", null), ("osType", null),
            ("volumes", "volume"), ("subnetIds", "subnet"), ("sku", null), ("priority", null), ("dnsConfig", null), ("ipAddress", null)),
        ["container"] = new(["name", "properties"], ("name", null), ("properties", "containerProperties")),
        ["initContainer"] = new(["name", "properties"], ("name", null), ("properties", "initProperties")),
        ["containerProperties"] = new(
            ["image", "resources"],
            ("image", null), ("command", null), ("ports", "port"), ("environmentVariables", "variable"), ("resources", "resources"), ("volumeMounts", "mount"),
            ("livenessProbe", "probe"), ("readinessProbe", "probe"), ("securityContext", "security"), ("configMap", null)),
        ["initProperties"] = new(["image"], ("image", null), ("command", null), ("environmentVariables", "variable"), ("volumeMounts", "mount"), ("securityContext", "security")),
        ["port"] = new(["port"], ("port", null), ("protocol", null)),
        ["variable"] = new(["name"], ("name", null), ("value", null), ("secureValue", null), ("secureValueReference", null)),
        ["resources"] = new(["requests"], ("requests", "amounts"), ("limits", "amounts")),
        ["amounts"] = new(["cpu", "memoryInGB"], ("cpu", null), ("memoryInGB", null), ("gpu", null)),
        ["mount"] = new(["name", "mountPath"], ("name", null), ("mountPath", null), ("readOnly", null)),
        ["probe"] = new([], ("exec", "exec"), ("httpGet", "get"), ("initialDelaySeconds", null), ("periodSeconds", null), ("failureThreshold", null), ("successThreshold", null), ("timeoutSeconds", null)),
        ["exec"] = new([], ("command", null)),
        ["get"] = new(["port"], ("path", null), ("port", null), ("scheme", null), ("httpHeaders", "header")),
        ["header"] = new([], ("name", null), ("value", null)),
        ["security"] = new([], ("privileged", null), ("allowPrivilegeEscalation", null), ("capabilities", "capabilities"), ("runAsGroup", null), ("runAsUser", null), ("seccompProfile", null)),
        ["capabilities"] = new([], ("add", null), ("drop", null)),
        ["credential"] = new(["server"], ("server", null), ("username", null), ("password", null), ("identity", null)),
        ["volume"] = new(["name"], ("name", null), ("azureFile", "share"), ("emptyDir", null), ("secret", null), ("gitRepo", null)),
        ["share"] = new(["shareName", "storageAccountName"], ("shareName", null), ("readOnly", null), ("storageAccountName", null), ("storageAccountKey", null)),
        ["subnet"] = new(["id"], ("id", null), ("name", null)),
    };

    /// <summary>What is wrong with a group, or null.</summary>
    public static string? Problem(JsonObject group) => Problem(group, "group", "$");

    private static string? Problem(JsonObject value, string model, string path)
    {
        var (required, properties) = (Models[model].Required, Models[model].Properties);
        if (required.FirstOrDefault(name => value[name] is null) is { } missing)
        {
            return $"Required property '{missing}' not found in JSON. Path '{path}'.";
        }

        foreach (var (name, child) in value)
        {
            if (properties.FirstOrDefault(one => one.Name == name) is not { Name: not null } known)
            {
                return $"Could not find member '{name}' on object of type '{model}'. Path '{path}'.";
            }

            var items = known.Model is null ? [] : child is JsonArray list ? [.. list] : (IReadOnlyList<JsonNode?>)[child];
            if (items.Select(item => Problem(item!.AsObject(), known.Model!, $"{path}.{name}")).FirstOrDefault(problem => problem is not null) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}

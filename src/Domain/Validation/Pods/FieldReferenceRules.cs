using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>References to a pod's own fields and resources (the downward API).</summary>
internal static class FieldReferenceRules
{
    /// <summary>What environment variables can show, besides single labels and annotations; sorted, as messages list them.</summary>
    internal static readonly IReadOnlyList<string> EnvironmentPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    /// <summary>What files can show; sorted.</summary>
    internal static readonly IReadOnlyList<string> VolumePaths =
        ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

    private static readonly IReadOnlyList<string> ResourcePaths =
        ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];

    private static readonly string[] CpuDivisors = ["1m", "1"];
    private static readonly string[] ByteDivisors = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

    internal static void Field(ObjectFieldSelector selector, IReadOnlyList<string> allowed, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(selector.ApiVersion))
        {
            errors.Required(path.Child("apiVersion"));
            return;
        }

        if (string.IsNullOrEmpty(selector.FieldPath))
        {
            errors.Required(path.Child("fieldPath"));
            return;
        }

        var known = KnownField(selector, out var field, out var subscript);
        if (known is not null)
        {
            errors.Invalid(path.Child("fieldPath"), selector.FieldPath, $"error converting fieldPath: {known}");
        }
        else if (subscript is null)
        {
            FieldRules.OneOf(path.Child("fieldPath"), field, errors, allowed);
        }
        else if (field is "metadata.annotations")
        {
            FieldRules.QualifiedName(path, subscript.ToLowerInvariant(), errors);
        }
        else
        {
            FieldRules.QualifiedName(path, subscript, errors);
        }
    }

    internal static void Resource(ResourceFieldSelector selector, FieldPath path, bool inVolume, FieldErrors errors)
    {
        var resource = selector.Resource ?? "";
        if (inVolume && string.IsNullOrEmpty(selector.ContainerName))
        {
            errors.Required(path.Child("containerName"));
        }
        else if (resource.Length == 0)
        {
            errors.Required(path.Child("resource"));
        }
        else if (!IsHugePages(resource))
        {
            FieldRules.OneOf(path.Child("resource"), resource, errors, ResourcePaths);
        }

        if (selector.Divisor is { Sign: not 0 } divisor)
        {
            Divisor(resource, divisor, path.Child("divisor"), errors);
        }
    }

    /// <summary>Splits <c>metadata.labels['x']</c>; returns what is wrong with the path, or null.</summary>
    private static string? KnownField(ObjectFieldSelector selector, out string field, out string? subscript)
    {
        (field, subscript) = (selector.FieldPath!, null);
        if (selector.ApiVersion != "v1")
        {
            return $"unsupported pod version: {selector.ApiVersion}";
        }

        var open = field.IndexOf("['", StringComparison.Ordinal);
        if (open > 0 && field.EndsWith("']", StringComparison.Ordinal))
        {
            (field, subscript) = (field[..open], field[(open + 2)..^2]);
            return field is "metadata.annotations" or "metadata.labels" ? null : $"field label does not support subscript: {selector.FieldPath}";
        }

        // The old name of the node still works.
        field = field == "spec.host" ? "spec.nodeName" : field;
        return field is "metadata.annotations" or "metadata.labels" or "spec.restartPolicy" or "spec.schedulerName" or "status.phase"
            || EnvironmentPaths.Contains(field, StringComparer.Ordinal)
            ? null
            : $"field label not supported: {selector.FieldPath}";
    }

    private static void Divisor(string resource, Quantity divisor, FieldPath path, FieldErrors errors)
    {
        var (allowed, named) = resource switch
        {
            "limits.cpu" or "requests.cpu" => (CpuDivisors, "cpu"),
            "limits.memory" or "requests.memory" => (ByteDivisors, "memory"),
            "limits.ephemeral-storage" or "requests.ephemeral-storage" => (ByteDivisors, "local ephemeral storage"),
            _ when IsHugePages(resource) => (ByteDivisors, "hugepages"),
            _ => (null, ""),
        };
        if (allowed is not null && !allowed.Contains(divisor.Text, StringComparer.Ordinal))
        {
            var values = allowed == CpuDivisors ? "1m and 1" : string.Join(", ", allowed);
            errors.Invalid(path, resource, $"only divisor's values {values} are supported with the {named} resource");
        }
    }

    private static bool IsHugePages(string resource) => resource.StartsWith("requests.hugepages-", StringComparison.Ordinal)
        || resource.StartsWith("limits.hugepages-", StringComparison.Ordinal);
}

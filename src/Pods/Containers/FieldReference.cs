using JobFlows.Domain.Core;
using JobFlows.Domain.Validation;

namespace JobFlows.Pods.Containers;

/// <summary>The pod fields that <c>valueFrom.fieldRef</c> can name.</summary>
internal static class FieldReference
{
    /// <summary>The field's value, or null when no such field can be referred to.</summary>
    /// <param name="pod">The pod, its status with addresses.</param>
    /// <param name="path">Such as <c>metadata.labels['app']</c>.</param>
    public static string? Read(Pod pod, string path) => path switch
    {
        "metadata.name" => pod.Metadata.Name ?? string.Empty,
        "metadata.namespace" => pod.Metadata.Namespace ?? string.Empty,
        "metadata.uid" => pod.Metadata.Uid ?? string.Empty,
        "spec.nodeName" => pod.Spec?.NodeName ?? string.Empty,
        "spec.serviceAccountName" => pod.Spec?.ServiceAccountName ?? string.Empty,
        "status.hostIP" => pod.Status?.HostIP ?? string.Empty,
        "status.hostIPs" => string.Join(',', pod.Status?.HostIPs?.Select(address => address.Ip) ?? []),
        "status.podIP" => pod.Status?.PodIP ?? string.Empty,
        "status.podIPs" => string.Join(',', pod.Status?.PodIPs?.Select(address => address.Ip) ?? []),
        _ when Key(path, "metadata.labels") is { } label => pod.Metadata.Labels?.GetValueOrDefault(label) ?? string.Empty,
        _ when Key(path, "metadata.annotations") is { } annotation => pod.Metadata.Annotations?.GetValueOrDefault(annotation) ?? string.Empty,
        _ => null,
    };

    /// <summary>What a file of a downwardAPI volume shows: the fields above, and all labels or annotations, one a line, sorted.</summary>
    public static string? ReadFile(Pod pod, string path) => path switch
    {
        "metadata.labels" => Lines(pod.Metadata.Labels),
        "metadata.annotations" => Lines(pod.Metadata.Annotations),
        _ => Read(pod, path),
    };

    private static string Lines(IReadOnlyDictionary<string, string>? map) =>
        string.Join('\n', (map ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={GoValue.Quote(pair.Value)}"));

    // The text between the quotes of prefix['…'].
    private static string? Key(string path, string prefix) =>
        path.StartsWith(prefix + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) && path.Length > prefix.Length + 4
            ? path[(prefix.Length + 2)..^2]
            : null;
}

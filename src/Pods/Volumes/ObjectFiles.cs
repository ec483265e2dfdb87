using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Volumes;

/// <summary>The files of configMap, secret, downwardAPI and projected volumes, and what they lack.</summary>
internal sealed class ObjectFiles
{
    private const int DefaultMode = 0b110_100_100;

    private readonly Pod pod;
    private readonly ObjectTable objects;
    private readonly IReadOnlyDictionary<string, decimal> node;
    private readonly SortedDictionary<string, VolumeFile> files = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];

    private ObjectFiles(Pod pod, ObjectTable objects, IReadOnlyDictionary<string, decimal> node) => (this.pod, this.objects, this.node) = (pod, objects, node);

    /// <summary>The files by their path in the volume.</summary>
    public IReadOnlyDictionary<string, VolumeFile> Files => files;

    /// <summary>Why the volume can't be shown now; null when it can.</summary>
    public string? Problem => problems.Count switch
    {
        0 => null,
        1 => problems[0],
        _ => $"[{string.Join(", ", problems)}]",
    };

    /// <summary>Makes the files of such a volume; null for a volume of another kind.</summary>
    public static ObjectFiles? Of(Volume volume, Pod pod, ObjectTable objects, IReadOnlyDictionary<string, decimal> node)
    {
        var made = new ObjectFiles(pod, objects, node);
        switch (volume)
        {
            case { ConfigMap: { } map }:
                made.AddConfigMap(map.Name, map.Items, map.Optional, map.DefaultMode);
                return made;
            case { Secret: { } secret }:
                made.AddSecret(secret.SecretName, secret.Items, secret.Optional, secret.DefaultMode);
                return made;
            case { DownwardAPI: { } fields }:
                made.AddFields(fields.Items, fields.DefaultMode);
                return made;
            case { Projected: { } projected }:
                made.AddAll(projected);
                return made;
            default:
                return null;
        }
    }

    private void AddAll(ProjectedVolumeSource projected)
    {
        foreach (var source in projected.Sources ?? [])
        {
            switch (source)
            {
                case { ConfigMap: { } map }:
                    AddConfigMap(map.Name, map.Items, map.Optional, projected.DefaultMode);
                    break;
                case { Secret: { } secret }:
                    AddSecret(secret.Name, secret.Items, secret.Optional, projected.DefaultMode);
                    break;
                case { DownwardAPI: { } fields }:
                    AddFields(fields.Items, projected.DefaultMode);
                    break;
                case { ServiceAccountToken: not null }:
                    problems.Add("serviceAccountToken projections are not offered: there are no service account tokens here, and pods are given no access to the API");
                    break;
                case { ClusterTrustBundle: not null }:
                    problems.Add("clusterTrustBundle projections are not offered by the process pod runtime");
                    break;
                case { PodCertificate: not null }:
                    problems.Add("podCertificate projections are not offered by the process pod runtime");
                    break;
            }
        }
    }

    private void AddConfigMap(string? name, IReadOnlyList<KeyToPath>? items, bool? optional, int? mode)
    {
        if (objects.ConfigMap(pod.Metadata.Namespace, name) is { } map)
        {
            var data = (map.Data ?? Empty<string>.Map).Select(pair => KeyValuePair.Create(pair.Key, Encoding.UTF8.GetBytes(pair.Value)))
                .Concat(map.BinaryData ?? Empty<byte[]>.Map)
                .ToDictionary(StringComparer.Ordinal);
            AddKeys(data, items, optional, mode, "configmap references non-existent config key");
        }
        else if (optional != true)
        {
            problems.Add($"configmap \"{name}\" not found");
        }
    }

    private void AddSecret(string? name, IReadOnlyList<KeyToPath>? items, bool? optional, int? mode)
    {
        if (objects.Secret(pod.Metadata.Namespace, name) is { } secret)
        {
            AddKeys(secret.Data ?? Empty<byte[]>.Map, items, optional, mode, "references non-existent secret key");
        }
        else if (optional != true)
        {
            problems.Add($"secret \"{name}\" not found");
        }
    }

    private void AddKeys(IReadOnlyDictionary<string, byte[]> data, IReadOnlyList<KeyToPath>? items, bool? optional, int? mode, string lack)
    {
        foreach (var item in items is { Count: > 0 } ? items : [.. data.Keys.Select(key => new KeyToPath { Key = key, Path = key })])
        {
            if (data.TryGetValue(item.Key!, out var content))
            {
                files[item.Path!] = new VolumeFile(content, item.Mode ?? mode ?? DefaultMode);
            }
            else if (optional != true)
            {
                problems.Add($"{lack}: {item.Key}");
            }
        }
    }

    private void AddFields(IReadOnlyList<DownwardAPIVolumeFile>? items, int? mode)
    {
        foreach (var item in items ?? [])
        {
            var text = item switch
            {
                { FieldRef.FieldPath: { } path } => FieldReference.ReadFile(pod, path),
                { ResourceFieldRef: { } resource } => ResourceReference.Read(pod.Spec!, new Container(), resource, node),
                _ => null,
            };
            if (text is null)
            {
                problems.Add(item.FieldRef is { } field ? $"unsupported fieldPath: {field.FieldPath}" : $"unsupported container resource : {item.ResourceFieldRef?.Resource}");
            }
            else
            {
                files[item.Path!] = new VolumeFile(Encoding.UTF8.GetBytes(text), item.Mode ?? mode ?? DefaultMode);
            }
        }
    }

    private static class Empty<T>
    {
        public static readonly IReadOnlyDictionary<string, T> Map = new Dictionary<string, T>();
    }
}

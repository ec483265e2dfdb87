using JobFlows.Domain.Core;

namespace JobFlows.Pods.Objects;

/// <summary>Finds the ConfigMaps and Secrets that a pod refers to.</summary>
internal static class PodNeeds
{
    private static readonly IReadOnlySet<NeededObject> Nothing = new HashSet<NeededObject>();

    /// <summary>Each once, optional ones too.</summary>
    public static IReadOnlySet<NeededObject> Of(Pod pod)
    {
        var spec = pod.Spec!;
        HashSet<NeededObject>? found = null;
        foreach (var container in (spec.InitContainers ?? []).Concat(spec.Containers ?? []))
        {
            foreach (var source in container.EnvFrom ?? [])
            {
                ConfigMap(source.ConfigMapRef?.Name);
                Secret(source.SecretRef?.Name);
            }

            foreach (var variable in container.Env ?? [])
            {
                ConfigMap(variable.ValueFrom?.ConfigMapKeyRef?.Name);
                Secret(variable.ValueFrom?.SecretKeyRef?.Name);
            }
        }

        foreach (var volume in spec.Volumes ?? [])
        {
            ConfigMap(volume.ConfigMap?.Name);
            Secret(volume.Secret?.SecretName);
            foreach (var projection in volume.Projected?.Sources ?? [])
            {
                ConfigMap(projection.ConfigMap?.Name);
                Secret(projection.Secret?.Name);
            }
        }

        return found ?? Nothing;

        void ConfigMap(string? name) => Add(NeededObject.ConfigMaps, name);

        void Secret(string? name) => Add(NeededObject.Secrets, name);

        void Add(string resource, string? name)
        {
            if (name is { Length: > 0 })
            {
                (found ??= []).Add(new NeededObject(resource, pod.Metadata.Namespace ?? string.Empty, name));
            }
        }
    }
}

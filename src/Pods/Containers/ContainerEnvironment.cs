using JobFlows.Domain.Core;

namespace JobFlows.Pods.Containers;

/// <summary>Makes a container's environment variables.</summary>
internal static class ContainerEnvironment
{
    /// <summary>Where programs are looked for when nothing says otherwise.</summary>
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>
    /// Reads <c>env</c> in order: a value may refer to variables before it; a later one of the same name wins.
    /// </summary>
    public static ContainerVariables Read(Pod pod, Container container, IReadOnlyDictionary<string, decimal> node)
    {
        if (container.EnvFrom is { Count: > 0 })
        {
            return new ContainerVariables.Invalid("envFrom is not supported by the process pod runtime yet; write the variables in env");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Env ?? [])
        {
            string? value;
            switch (variable.ValueFrom)
            {
                case null:
                    value = VariableExpansion.Expand(variable.Value ?? string.Empty, values);
                    break;
                case { FieldRef: { } field }:
                    value = FieldReference.Read(pod, field.FieldPath ?? string.Empty);
                    if (value is null)
                    {
                        return new ContainerVariables.Invalid($"unsupported fieldPath: {field.FieldPath}");
                    }

                    break;
                case { ResourceFieldRef: { } resource }:
                    value = ResourceReference.Read(pod.Spec!, container, resource, node);
                    if (value is null)
                    {
                        return new ContainerVariables.Invalid($"unsupported container resource : {resource.Resource}");
                    }

                    break;
                case { ConfigMapKeyRef: { Optional: true } } or { SecretKeyRef: { Optional: true } }:
                    continue;
                case { ConfigMapKeyRef: { } map }:
                    return new ContainerVariables.Invalid(Unsupported(variable.Name, $"configmap \"{map.Name}\""));
                case { SecretKeyRef: { } secret }:
                    return new ContainerVariables.Invalid(Unsupported(variable.Name, $"secret \"{secret.Name}\""));
                default:
                    return new ContainerVariables.Invalid(Unsupported(variable.Name, "a file"));
            }

            values[variable.Name ?? string.Empty] = value;
        }

        return new ContainerVariables.Ready(values);
    }

    /// <summary>The whole environment: a small clean base, what the image sets, then what the spec sets.</summary>
    public static IReadOnlyDictionary<string, string> Complete(
        string hostname,
        string path,
        string home,
        IReadOnlyDictionary<string, string>? image,
        IReadOnlyDictionary<string, string> spec,
        params IEnumerable<KeyValuePair<string, string>> marks)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path, ["HOME"] = home, ["HOSTNAME"] = hostname };
        foreach (var (name, value) in (image ?? new Dictionary<string, string>()).Concat(spec).Concat(marks))
        {
            all[name] = value;
        }

        return all;
    }

    private static string Unsupported(string? variable, string source) =>
        $"variable {variable} takes its value from {source}, which the process pod runtime does not support yet";
}

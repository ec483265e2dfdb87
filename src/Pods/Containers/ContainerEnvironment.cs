using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Containers;

/// <summary>Makes a container's environment variables.</summary>
internal sealed class ContainerEnvironment
{
    /// <summary>Where programs are looked for when nothing says otherwise.</summary>
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly Dictionary<string, string> NoTexts = [];
    private static readonly Dictionary<string, byte[]> NoBytes = [];

    private readonly Pod pod;
    private readonly Container container;
    private readonly IReadOnlyDictionary<string, decimal> node;
    private readonly ObjectTable objects;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private string? problem;

    private ContainerEnvironment(Pod pod, Container container, IReadOnlyDictionary<string, decimal> node, ObjectTable objects) =>
        (this.pod, this.container, this.node, this.objects) = (pod, container, node, objects);

    /// <summary>
    /// Reads <c>envFrom</c>, then <c>env</c>, each in order: a value may refer to variables before it, and a later one of the same name wins.
    /// </summary>
    /// <param name="pod">The pod with its addresses.</param>
    /// <param name="container">The container.</param>
    /// <param name="node">What the node has of each resource.</param>
    /// <param name="objects">The ConfigMaps and Secrets.</param>
    public static ContainerVariables Read(Pod pod, Container container, IReadOnlyDictionary<string, decimal> node, ObjectTable objects)
    {
        var environment = new ContainerEnvironment(pod, container, node, objects);
        environment.AddSources();
        environment.AddVariables();
        return environment.problem is { } problem ? new ContainerVariables.Invalid(problem) : new ContainerVariables.Ready(environment.values);
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

    private void AddSources()
    {
        foreach (var source in container.EnvFrom ?? [])
        {
            if (source.ConfigMapRef is { } map)
            {
                AddAll(source.Prefix, FindConfigMap(map.Name, map.Optional)?.Data ?? NoTexts);
            }
            else if (source.SecretRef is { } secret)
            {
                AddAll(source.Prefix, (FindSecret(secret.Name, secret.Optional)?.Data ?? NoBytes).Select(pair => KeyValuePair.Create(pair.Key, Text(pair.Value))));
            }
        }
    }

    private void AddVariables()
    {
        foreach (var variable in container.Env ?? [])
        {
            if (variable.Value is { Length: > 0 } text)
            {
                values[variable.Name!] = VariableExpansion.Expand(text, values);
            }
            else if (variable.ValueFrom is not { } source)
            {
                values[variable.Name!] = string.Empty;
            }
            else if (Resolve(variable.Name!, source) is { } value)
            {
                values[variable.Name!] = value;
            }
        }
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private void AddAll(string? prefix, IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
        {
            values[prefix + name] = value;
        }
    }

    // Null for an optional value that isn't there: the variable is left out.
    private string? Resolve(string variable, EnvVarSource source) => source switch
    {
        { FieldRef: { } field } => FieldReference.Read(pod, field.FieldPath ?? string.Empty) ?? Lack<string>($"unsupported fieldPath: {field.FieldPath}"),
        { ResourceFieldRef: { } resource } => ResourceReference.Read(pod.Spec!, container, resource, node)
            ?? Lack<string>($"unsupported container resource : {resource.Resource}"),
        { ConfigMapKeyRef: { } map } => ValueOf(FindConfigMap(map.Name, map.Optional)?.Data, map.Key, map.Optional, $"ConfigMap {pod.Metadata.Namespace}/{map.Name}"),
        { SecretKeyRef: { } secret } =>
            ValueOf(FindSecret(secret.Name, secret.Optional)?.Data, secret.Key, secret.Optional, $"Secret {pod.Metadata.Namespace}/{secret.Name}") is { } bytes ? Text(bytes) : null,
        { FileKeyRef: not null } => Lack<string>($"variable {variable} takes its value from a file, which the process pod runtime does not offer"),
        _ => string.Empty,
    };

    private ConfigMap? FindConfigMap(string? name, bool? optional) =>
        objects.ConfigMap(pod.Metadata.Namespace, name) ?? (optional == true ? null : Lack<ConfigMap>($"configmap \"{name}\" not found"));

    private Secret? FindSecret(string? name, bool? optional) =>
        objects.Secret(pod.Metadata.Namespace, name) ?? (optional == true ? null : Lack<Secret>($"secret \"{name}\" not found"));

    private T? ValueOf<T>(IReadOnlyDictionary<string, T>? data, string? key, bool? optional, string source)
        where T : class => data?.GetValueOrDefault(key ?? string.Empty) ?? (optional == true ? null : Lack<T>($"couldn't find key {key} in {source}"));

    // The first thing that is missing is what is told.
    private T? Lack<T>(string what)
        where T : class
    {
        problem ??= what;
        return null;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>The annotation in which kubectl's client-side apply keeps what it applied.</summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const int MaxAnnotations = 256 * 1024;

    /// <summary>The fields that were applied from the client side and still have the applied values; null when there is no annotation.</summary>
    public static FieldSet? Fields(KubeObject stored, JsonObject live, DecodeTarget target)
    {
        if (stored.Metadata.Annotations?.GetValueOrDefault(Annotation) is not { Length: > 0 } text
            || ObjectDecoder.Read(Encoding.UTF8.GetBytes(text), target.Type, out _, out _) is not KubeObject applied
            || applied.ApiVersion != target.ApiVersion)
        {
            return null;
        }

        var root = Slot.Root(TypeSchema.Of(target.Type));
        var config = AppliedConfig.Canonical(applied);
        var comparison = Comparison.Of(config, live, root);
        return FieldSets.Of(config, root).Difference(comparison.Modified).Difference(comparison.Added).Difference(comparison.Removed);
    }

    /// <summary>Keeps an existing annotation in step with a server-side apply, so that client-side apply can be used again.</summary>
    public static KubeObject Refresh(KubeObject value, JsonObject config)
    {
        if (value.Metadata.Annotations is not { } annotations || !annotations.TryGetValue(Annotation, out var old) || old.Length == 0)
        {
            return value;
        }

        var copy = (JsonObject)config.DeepClone();
        (copy["metadata"]?["annotations"] as JsonObject)?.Remove(Annotation);
        var updated = new Dictionary<string, string>(annotations, StringComparer.Ordinal) { [Annotation] = copy.ToJsonString(KubeNodeJson.Options) + "\n" };
        if (updated.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value)) > MaxAnnotations)
        {
            updated[Annotation] = "";
        }

        return value with { Metadata = value.Metadata with { Annotations = updated } };
    }
}

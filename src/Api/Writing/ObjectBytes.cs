using System.Text.Json;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Objects as the store keeps them.</summary>
internal static class ObjectBytes
{
    /// <summary>The object as UTF-8 JSON without its <c>resourceVersion</c>.</summary>
    public static byte[] Of(KubeObject item)
    {
        var bare = item with { Metadata = item.Metadata with { ResourceVersion = null, SelfLink = null } };
        return JsonSerializer.SerializeToUtf8Bytes(bare, KubeJson.Context.GetTypeInfo(item.GetType())!);
    }

    /// <summary>Whom the object is indexed under: its controller, else its first owner.</summary>
    public static string? Owner(KubeObject item)
    {
        var owners = item.Metadata.OwnerReferences ?? [];
        return (owners.FirstOrDefault(o => o.Controller == true) ?? (owners is [var first, ..] ? first : null))?.Uid;
    }

    /// <summary>An object that was not stored (a dry run), to be shown like one that was.</summary>
    public static StoredObject Unstored(ObjectKey key, KubeObject item) => new(key, item.Metadata.Uid ?? "", 0, Of(item));
}

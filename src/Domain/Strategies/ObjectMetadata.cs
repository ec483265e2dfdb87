using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Strategies;

/// <summary>How metadata is prepared, the same for all kinds (upstream <c>rest.BeforeCreate</c> and <c>BeforeUpdate</c>).</summary>
internal static class ObjectMetadata
{
    // Leaves room for the suffix within a DNS label.
    private const int MaxBaseLength = 58;

    internal static ObjectMeta ForCreate(ObjectMeta meta, CreateContext context, bool namespaced, bool counted) => meta with
    {
        Name = string.IsNullOrEmpty(meta.Name) ? GeneratedName(meta.GenerateName, context.NameSuffix) : meta.Name,
        Namespace = namespaced && string.IsNullOrEmpty(meta.Namespace) ? context.Namespace : meta.Namespace,
        Uid = context.Uid,
        CreationTimestamp = DateTimeOffset.FromUnixTimeSeconds(context.Now.ToUnixTimeSeconds()),
        DeletionTimestamp = null,
        DeletionGracePeriodSeconds = null,
        ResourceVersion = null,
        SelfLink = null,
        Generation = counted ? 1 : null,
    };

    internal static ObjectMeta ForUpdate(ObjectMeta old, ObjectMeta meta, bool namespaced, bool unconditional) => meta with
    {
        Namespace = namespaced && string.IsNullOrEmpty(meta.Namespace) ? old.Namespace : meta.Namespace,
        Uid = string.IsNullOrEmpty(meta.Uid) ? old.Uid : meta.Uid,
        CreationTimestamp = old.CreationTimestamp,
        DeletionTimestamp = old.DeletionTimestamp ?? meta.DeletionTimestamp,
        DeletionGracePeriodSeconds = meta.DeletionGracePeriodSeconds ?? old.DeletionGracePeriodSeconds,
        ResourceVersion = unconditional && string.IsNullOrEmpty(meta.ResourceVersion) ? old.ResourceVersion : meta.ResourceVersion,
        SelfLink = null,
        Generation = old.Generation,
    };

    private static string? GeneratedName(string? prefix, string? suffix) => string.IsNullOrEmpty(prefix) || suffix is null
        ? null
        : prefix[..Math.Min(prefix.Length, MaxBaseLength)] + suffix;
}

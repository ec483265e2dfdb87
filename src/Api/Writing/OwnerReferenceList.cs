using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>Takes duplicate owner references out of what clients send, and warns of them.</summary>
internal static class OwnerReferenceList
{
    /// <summary>The object without duplicates.</summary>
    public static KubeObject Distinct(ApiRequest request, KubeObject item)
    {
        if (item.Metadata.OwnerReferences is not { Count: > 1 } owners || owners.Distinct().Count() == owners.Count)
        {
            return item;
        }

        var duplicates = owners.GroupBy(owner => owner).Where(group => group.Count() > 1).Select(group => group.Key.Uid).Distinct();
        var when = request.Verb == "patch" ? " after mutating admission happens" : "";
        request.Warn($".metadata.ownerReferences contains duplicate entries{when}; API server dedups owner references in 1.20+, "
            + $"and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {string.Join(", ", duplicates)}");
        return item with { Metadata = item.Metadata with { OwnerReferences = [.. owners.Distinct()] } };
    }
}

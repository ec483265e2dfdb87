using JobFlows.Domain.Core;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>What a pod's group is called and how it is marked. From the UID, so that there is never a second group for a pod.</summary>
internal static class GroupName
{
    /// <summary>The tag with the name of the server whose pods these are.</summary>
    public const string Owner = "jobflows-server";

    /// <summary>The tag with the pod's UID.</summary>
    public const string Uid = "jobflows-pod-uid";

    private const string Prefix = "pod-";
    private const int LongestTag = 256;

    /// <summary>The group of a pod with this UID.</summary>
    public static string Of(string uid) => Prefix + uid.ToLowerInvariant();

    /// <summary>The tags of a pod's group.</summary>
    public static IReadOnlyDictionary<string, string> Tags(Pod pod, string server)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Owner] = server,
            [Uid] = pod.Metadata.Uid!,
            ["jobflows-namespace"] = pod.Metadata.Namespace!,
            ["jobflows-pod"] = pod.Metadata.Name!,
        };
        if (pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true) is { Name: { } job })
        {
            tags["jobflows-job"] = job;
        }

        return tags.ToDictionary(tag => tag.Key, tag => tag.Value.Length <= LongestTag ? tag.Value : tag.Value[..LongestTag], StringComparer.Ordinal);
    }
}

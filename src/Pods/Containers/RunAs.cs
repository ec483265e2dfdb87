using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Containers;

/// <summary>As whom a container runs.</summary>
internal abstract record RunAs
{
    private RunAs()
    {
    }

    /// <summary>As the account of this program.</summary>
    public sealed record Own : RunAs;

    /// <summary>As somebody else: <c>setpriv</c> (util-linux) has to change over to it.</summary>
    /// <param name="User">The user.</param>
    /// <param name="Group">Its group.</param>
    /// <param name="Groups">The supplementary groups.</param>
    /// <param name="Home">Its home, as far as that is known.</param>
    public sealed record Other(long User, long Group, IReadOnlyList<long> Groups, string Home) : RunAs
    {
        /// <summary>The arguments of <c>setpriv</c>, its name included.</summary>
        public IReadOnlyList<string> Arguments =>
        [
            "setpriv", "--reuid", Text(User), "--regid", Text(Group),
            .. Groups.Count > 0 ? (string[])["--groups", string.Join(',', Groups.Select(Text))] : ["--clear-groups"], "--",
        ];
    }

    /// <summary>As nobody: the spec forbids it, or this account can't.</summary>
    public sealed record Refused(string Message) : RunAs;

    /// <summary>Decides by the container's security context, the pod's, then the image.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="imageUser">The image's user, <c>NAME|UID[:GROUP|GID]</c>; null for none.</param>
    /// <param name="root">The image's root folder; null for the host.</param>
    public static RunAs Of(Pod pod, Container container, string? imageUser, string? root)
    {
        var mine = container.SecurityContext;
        var shared = pod.Spec?.SecurityContext;
        var users = new UserDatabase(root ?? string.Empty);
        var image = (imageUser ?? string.Empty).Split(':', 2);
        var wanted = mine?.RunAsUser ?? shared?.RunAsUser;
        if (Forbidden(mine?.RunAsNonRoot ?? shared?.RunAsNonRoot, wanted, image[0], pod, container) is { } refusal)
        {
            return new Refused(refusal);
        }

        var known = wanted is { } number ? users.Find(Text(number)) : image[0].Length > 0 ? users.Find(image[0]) : null;
        var user = wanted ?? known?.Id ?? ParseNumber(image[0]);
        if (user is null && image[0].Length > 0)
        {
            return new Refused($"unable to find user {image[0]}: no matching entries in passwd file");
        }

        var group = mine?.RunAsGroup ?? shared?.RunAsGroup
            ?? (wanted is null && image.Length == 2 ? ParseNumber(image[1]) ?? users.FindGroup(image[1]) : null)
            ?? known?.Group;
        List<long> groups =
        [
            .. shared?.SupplementalGroupsPolicy == "Strict" || known is null ? [] : users.GroupsOf(known.Name),
            .. shared?.FsGroup is { } fsGroup ? (long[])[fsGroup] : [],
            .. shared?.SupplementalGroups ?? [],
        ];
        return user is null && group is null && groups.Count == 0
            ? new Own()
            : For(user ?? FileSystem.EffectiveUser(), group ?? (user is null ? FileSystem.EffectiveGroup() : 0), [.. groups.Distinct()], known?.Home);
    }

    private static RunAs For(long user, long group, IReadOnlyList<long> groups, string? home)
    {
        var own = FileSystem.EffectiveUser();
        if (own == 0)
        {
            return new Other(user, group, groups, home ?? "/");
        }

        var ownGroups = FileSystem.SupplementaryGroups().Append(FileSystem.EffectiveGroup()).Select(one => (long)one).ToList();
        string? problem = user != own ? $"user {user}"
            : group != 0 && !ownGroups.Contains(group) ? $"group {group}"
            : groups.Where(one => !ownGroups.Contains(one)).Select(one => $"group {one}").FirstOrDefault();
        return problem is null
            ? new Own()
            : new Refused($"the container is to run as {problem}, but the server runs as user {own}, who can't change over: run the server as root, or take runAsUser, runAsGroup, supplementalGroups and fsGroup out of the pod");
    }

    /// <summary>What <c>runAsNonRoot</c> has against it, in the words of a kubelet; null when nothing.</summary>
    internal static string? Forbidden(bool? nonRoot, long? wanted, string imageUser, Pod pod, Container container)
    {
        if (nonRoot != true)
        {
            return null;
        }

        var where = $"(pod: \"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})\", container: {container.Name})";
        if (wanted is { } user)
        {
            return user == 0 ? $"container's runAsUser breaks non-root policy {where}" : null;
        }

        if (imageUser.Length > 0 && ParseNumber(imageUser) is null)
        {
            return $"container has runAsNonRoot and image has non-numeric user ({imageUser}), cannot verify user is non-root {where}";
        }

        return (ParseNumber(imageUser) ?? FileSystem.EffectiveUser()) == 0 ? $"container has runAsNonRoot and image will run as root {where}" : null;
    }

    private static long? ParseNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

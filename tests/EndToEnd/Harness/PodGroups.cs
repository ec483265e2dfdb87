using System.Security.Cryptography;
using System.Text;

namespace JobFlows.EndToEnd.Harness;

/// <summary>The control groups of a server's pods.</summary>
internal static class PodGroups
{
    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true };

    /// <summary>Those that are there, in all hierarchies. They are below groups that are named after the folder of the pods.</summary>
    public static IReadOnlyList<string> Of(string pods) => [.. Bases(pods).SelectMany(Directory.GetDirectories)];

    /// <summary>Removes what a supervisor that was killed has left.</summary>
    public static void Remove(string pods)
    {
        foreach (var folder in Of(pods).Concat(Bases(pods)))
        {
            Directory.Delete(folder);
        }
    }

    private static IReadOnlyList<string> Bases(string pods)
    {
        var name = "jobflows-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pods)))[..12];
        return Directory.Exists("/sys/fs/cgroup") ? [.. Directory.EnumerateDirectories("/sys/fs/cgroup", name, Deep)] : [];
    }
}

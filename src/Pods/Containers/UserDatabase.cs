using System.Globalization;

namespace JobFlows.Pods.Containers;

/// <summary>The users and groups that a root folder knows (<c>/etc/passwd</c>, <c>/etc/group</c>).</summary>
/// <param name="root">The folder; an empty text for the host's own root.</param>
internal sealed class UserDatabase(string root)
{
    /// <summary>A user.</summary>
    public sealed record User(string Name, long Id, long Group, string Home);

    /// <summary>Finds a user by name or number; null when there is none.</summary>
    public User? Find(string user) => Lines("/etc/passwd", 6)
        .Where(fields => fields[0] == user || fields[2] == user)
        .Select(fields => new User(fields[0], Number(fields[2]), Number(fields[3]), fields[5]))
        .FirstOrDefault();

    /// <summary>The number of a group by name; null when there is none.</summary>
    public long? FindGroup(string group) => Lines("/etc/group", 3).Where(fields => fields[0] == group).Select(fields => (long?)Number(fields[2])).FirstOrDefault();

    /// <summary>The groups that list a user as a member.</summary>
    public IEnumerable<long> GroupsOf(string user) =>
        Lines("/etc/group", 4).Where(fields => fields[3].Split(',').Contains(user)).Select(fields => Number(fields[2]));

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private IEnumerable<string[]> Lines(string file, int fields)
    {
        var path = root + file;
        return File.Exists(path) ? File.ReadLines(path).Select(line => line.Split(':')).Where(line => line.Length >= fields) : [];
    }
}

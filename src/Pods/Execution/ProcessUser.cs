using System.Globalization;

namespace JobFlows.Pods.Execution;

/// <summary>Whom a process acts for, by the numbers of this process's user namespace.</summary>
internal sealed record ProcessUser(long User, long Group)
{
    /// <summary>The user of a process; root when it is gone.</summary>
    public static ProcessUser Of(int process)
    {
        var user = 0L;
        var group = 0L;
        foreach (var line in Lines($"/proc/{process}/status"))
        {
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
            {
                user = Numbers(line["Uid:".Length..])[1];
            }
            else if (line.StartsWith("Gid:", StringComparison.Ordinal))
            {
                group = Numbers(line["Gid:".Length..])[1];
            }
        }

        return new ProcessUser(user, group);
    }

    /// <summary>The supplementary groups of a process; none when it is gone.</summary>
    public static IReadOnlyList<long> GroupsOf(int process) =>
        Lines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("Groups:", StringComparison.Ordinal)) is { } line ? Numbers(line["Groups:".Length..]) : [];

    /// <summary>The options with which nsenter makes a command act for the same user.</summary>
    /// <param name="main">The process whose namespaces are entered.</param>
    /// <param name="otherUsers">Whether its user namespace is another.</param>
    public IReadOnlyList<string> Options(int main, bool otherUsers)
    {
        if (this == Of(Environment.ProcessId))
        {
            return otherUsers ? ["--preserve-credentials"] : [];
        }

        var user = otherUsers ? Inside(User, $"/proc/{main}/uid_map") : User;
        var group = otherUsers ? Inside(Group, $"/proc/{main}/gid_map") : Group;
        return ["-S", user.ToString(CultureInfo.InvariantCulture), "-G", group.ToString(CultureInfo.InvariantCulture)];
    }

    // A line maps a range: first number inside, first number outside, how many.
    private static long Inside(long outside, string map)
    {
        foreach (var line in Lines(map))
        {
            if (Numbers(line) is [var inner, var outer, var count] && outside >= outer && outside < outer + count)
            {
                return inner + outside - outer;
            }
        }

        return outside;
    }

    private static long[] Numbers(string text) =>
        [.. text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(number => long.Parse(number, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace JobFlows.EndToEnd.Harness;

/// <summary>Processes of this machine, by id, through <c>/proc</c> and signals.</summary>
internal static class ProcessTable
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private const int Stop = 19;

    /// <summary>Asks a process to end.</summary>
    public static void SendTerminate(int id) => Signal(id, Terminate);

    /// <summary>Whether a process is there and not a zombie.</summary>
    public static bool IsAlive(int id) => Read(id) is { State: not 'Z' };

    /// <summary>Whether a process runs that has exactly this among its arguments; its id may mean something else inside its pod.</summary>
    public static bool HasArgument(string argument) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(folder)[0]) && File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0').Contains(argument);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    /// <summary>The parent of a process; null when it is gone.</summary>
    public static int? Parent(int id) => Read(id)?.Parent;

    /// <summary>Ends a process and all that descend from it, at once.</summary>
    public static void KillTree(int root)
    {
        // First stop them all, so that none starts another one while they are being counted.
        var tree = new HashSet<int>();
        while (true)
        {
            var found = Tree(root);
            if (tree.IsSupersetOf(found))
            {
                break;
            }

            tree.UnionWith(found);
            foreach (var id in found)
            {
                Signal(id, Stop);
            }
        }

        foreach (var id in tree)
        {
            Signal(id, Kill);
        }
    }

    /// <summary>The most memory that a process ever held, in bytes (VmHWM); null when it is gone.</summary>
    public static long? PeakMemory(int id) => Memory(id, "VmHWM:");

    /// <summary>The memory that a process holds now, in bytes (VmRSS); null when it is gone.</summary>
    public static long? Memory(int id) => Memory(id, "VmRSS:");

    private static long? Memory(int id, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(one => one.StartsWith(field, StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static HashSet<int> Tree(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Entry: Read(id)))
            .Where(one => one.Entry is { State: not 'Z' })
            .ToLookup(one => one.Entry!.Parent, one => one.Id);
        var tree = new HashSet<int>();
        var next = new Stack<int>(IsAlive(root) ? [root] : []);
        while (next.TryPop(out var id))
        {
            if (tree.Add(id))
            {
                foreach (var child in children[id])
                {
                    next.Push(child);
                }
            }
        }

        return tree;
    }

    // The name, in parentheses, may hold anything; state and parent follow the last one.
    private static Entry? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Fails only when the process is gone already, which is as good.
    private static void Signal(int id, int signal) => _ = SendSignal(id, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);

    private sealed record Entry(char State, int Parent);
}

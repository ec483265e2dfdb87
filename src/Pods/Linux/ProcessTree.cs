using System.Globalization;

namespace JobFlows.Pods.Linux;

/// <summary>Who descends from whom, read from <c>/proc</c>.</summary>
internal static unsafe class ProcessTree
{
    private const int NoHang = 1;
    private static readonly string AdoptedFile = $"/proc/self/task/{Environment.ProcessId}/children";

    /// <summary>
    /// The processes this process has adopted as subreaper. The kernel hands orphans to the main thread; what other threads spawned is theirs.
    /// </summary>
    public static IReadOnlyList<int> Adopted() => ReadIds(AdoptedFile);

    /// <summary>The children of a process, oldest first.</summary>
    public static IReadOnlyList<int> Children(int process) => ReadIds($"/proc/{process}/task/{process}/children");

    /// <summary>A process's descendants, without itself.</summary>
    public static IReadOnlyList<int> Descendants(int process)
    {
        var found = new List<int>(Children(process));
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(Children(found[i]));
        }

        return found;
    }

    /// <summary>The name of the program that a process runs, at most 15 characters of it; empty when it is gone.</summary>
    public static string Name(int process) => ReadText($"/proc/{process}/comm").TrimEnd('\n');

    /// <summary>Where a link in the folder of a process leads; empty when the process has just ended, or there is no such link.</summary>
    /// <param name="process">The process's id, or <c>self</c>.</param>
    /// <param name="link">The link, such as <c>exe</c> or <c>ns/mnt</c>.</param>
    public static string Link(string process, string link)
    {
        try
        {
            return new FileInfo($"/proc/{process}/{link}").LinkTarget ?? string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>Takes the exit of a child that ended.</summary>
    /// <returns>False while it runs.</returns>
    public static bool Reap(int child)
    {
        int status;
        return LibC.WaitPid(child, &status, NoHang) != 0;
    }

    /// <summary>The session a process belongs to, or 0 when it is gone.</summary>
    public static int Session(int process)
    {
        var stat = ReadText($"/proc/{process}/stat");
        var afterName = stat.LastIndexOf(')');
        var fields = afterName < 0 ? [] : stat[(afterName + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 3 ? int.Parse(fields[3], CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Whether all the variables (<c>NAME=value</c>) are in the environment the process was started with.</summary>
    public static bool HasEnvironment(int process, params ReadOnlySpan<string> variables)
    {
        var environment = ReadText($"/proc/{process}/environ").Split('\0');
        foreach (var variable in variables)
        {
            if (!environment.Contains(variable))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The ids of all processes of this machine that can be seen.</summary>
    public static IEnumerable<int> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                yield return id;
            }
        }
    }

    private static IReadOnlyList<int> ReadIds(string path)
    {
        var text = ReadText(path);
        return text.Length == 0
            ? []
            : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    // Empty when the process is gone or not ours to look at.
    private static string ReadText(string path)
    {
        var file = LibC.Open(path, LibC.ReadOnly | LibC.CloseOnExec, 0);
        if (file < 0)
        {
            return string.Empty;
        }

        var text = new System.Text.StringBuilder();
        var buffer = stackalloc byte[4096];
        nint length;
        while ((length = LibC.Read(file, buffer, 4096)) > 0)
        {
            text.Append(System.Text.Encoding.Latin1.GetString(buffer, (int)length));
        }

        _ = LibC.Close(file);
        return text.ToString();
    }
}

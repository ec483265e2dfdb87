using System.Globalization;
using System.Text;

namespace JobFlows.Pods.Linux.Init;

/// <summary>What init (init.c) does before it starts its command: operations, in this order.</summary>
internal sealed class InitScript
{
    /// <summary>The most bytes that init reads, less one.</summary>
    private const int Longest = (4 << 20) - 1;

    private readonly List<string[]> operations = [];

    /// <summary>Only enters control groups and becomes the command, for a further process of a container that runs. Comes first.</summary>
    public InitScript Further() => Add("x");

    /// <summary>The host name.</summary>
    public InitScript Hostname(string name) => Add("h", name);

    /// <summary>Enters a control group.</summary>
    /// <param name="file">The file that lists its members.</param>
    public InitScript Enter(string file) => Add("g", file);

    /// <summary>A folder becomes the root, with all that is mounted below it. Sources of what follows are paths of the root before.</summary>
    public InitScript Root(string folder, bool readOnly) => Add(readOnly ? "N" : "n", folder);

    /// <summary>An empty folder in memory becomes the root.</summary>
    public InitScript EmptyRoot() => Add("n", string.Empty);

    /// <summary>Shows what is at a path at another, which is made where it is missing.</summary>
    /// <param name="source">A path of the root before, without links.</param>
    /// <param name="target">A path of the root that is made.</param>
    /// <param name="readOnly">Whether nothing there can be changed.</param>
    /// <param name="optional">Whether nothing may be made in it, and it is left out when it is gone.</param>
    public InitScript Bind(string source, string target, bool readOnly, bool optional = false) =>
        Add((readOnly, optional) switch { (false, false) => "b", (false, true) => "B", (true, false) => "r", _ => "R" }, source, target);

    /// <summary>An empty folder in memory.</summary>
    /// <param name="mode">Its permission bits.</param>
    /// <param name="target">Where.</param>
    public InitScript Memory(int mode, string target) => Add("t", Convert.ToString(mode, 8), target);

    /// <summary>A symbolic link.</summary>
    public InitScript Link(string text, string path) => Add("l", text, path);

    /// <summary>A folder, made where it is missing.</summary>
    public InitScript Folder(string path) => Add("d", path);

    /// <summary>What is mounted at a path can't be changed any more.</summary>
    public InitScript Freeze(string path) => Add("o", path);

    /// <summary>Where the command starts; <c>/</c> otherwise.</summary>
    public InitScript Directory(string path) => Add("c", path);

    /// <summary>Whom the command runs as; the supervisor's account otherwise.</summary>
    public InitScript User(long user, long group, IEnumerable<long> groups)
    {
        Add("u", Text(user), Text(group));
        foreach (var one in groups)
        {
            Add("s", Text(one));
        }

        return this;
    }

    /// <summary>Which capabilities the command and what it starts can have; all of the supervisor's otherwise.</summary>
    /// <param name="bits">A bit for each, the lowest for number 0.</param>
    public InitScript Capabilities(ulong bits) => Add("k", string.Concat(Enumerable.Range(0, 64).Select(number => (bits >> number & 1) == 0 ? '0' : '1')));

    /// <summary>No program gives the command more rights than it has.</summary>
    public InitScript NoNewPrivileges() => Add("p");

    /// <summary>An open file with the script in it, to be init's descriptor 4.</summary>
    /// <exception cref="IOException">It is too long, or there are too many open files.</exception>
    public unsafe int Open()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(operations.SelectMany(one => one).Select(word => word + '\0')));
        if (bytes.Length > Longest)
        {
            throw new IOException($"a mount point is missing in a folder with too many entries ({operations.Count}); create the mount point on the host");
        }

        var file = LibC.MakeMemoryFile("script", ContainerInit.CloseOnExec);
        if (file < 0)
        {
            throw LibC.Fault("memfd_create");
        }

        fixed (byte* start = bytes)
        {
            if (LibC.Write(file, start, bytes.Length) != bytes.Length)
            {
                var fault = LibC.Fault("memfd");
                _ = LibC.Close(file);
                throw fault;
            }
        }

        return file;
    }

    /// <summary>What init could not do, in words that an errno's are added to.</summary>
    /// <param name="operation">The number that init told.</param>
    public string Describe(int operation)
    {
        if (operation >= operations.Count)
        {
            return "can't make namespaces";
        }

        var words = operations[operation];
        return words[0] switch
        {
            "h" => $"can't set the host name to {words[1]}",
            "g" => $"can't enter the control group of {words[1]}",
            "n" or "N" => $"can't make {words[1]} the root",
            "l" or "d" or "t" => $"can't make {words[^1]}",
            "o" => $"can't make {words[1]} read-only",
            _ => $"error mounting \"{words[1]}\" to rootfs at \"{words[^1]}\"",
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private InitScript Add(params string[] words)
    {
        operations.Add(words);
        return this;
    }
}

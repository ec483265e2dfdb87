using System.Globalization;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>
/// The way into a running container: a command is started like the container's own process, in the namespaces and as the user of that process.
/// Where these are the supervisor's own nothing is in between; otherwise <c>nsenter</c> (util-linux, busybox) leads there.
/// </summary>
internal static class ContainerEntry
{
    private static readonly (string Name, string Option)[] Namespaces =
        [("user", "-U"), ("mnt", "-m"), ("uts", "-u"), ("ipc", "-i"), ("net", "-n"), ("pid", "-p")];

    private static readonly string[] OwnNamespaces = [.. Namespaces.Select(one => ProcessTree.Link("self", "ns/" + one.Name))];
    private static readonly Lazy<string?> NsEnter = new(() =>
        ProgramFile.Find("nsenter", (Environment.GetEnvironmentVariable("PATH") ?? "") + ":/usr/bin:/bin:/usr/sbin:/sbin", "/", out _));

    /// <summary>Plans the start.</summary>
    /// <param name="main">The id of the container's main process.</param>
    /// <param name="environment">The container's variables.</param>
    /// <param name="directory">The container's working directory.</param>
    /// <param name="command">What to run.</param>
    /// <param name="problem">When the result is null: why it can't be run, in the words of a container runtime.</param>
    public static SpawnRequest? Plan(
        int main, IReadOnlyDictionary<string, string> environment, string directory, ExecCommand command, out string problem)
    {
        List<string> options = [];
        for (var i = 0; i < Namespaces.Length; i++)
        {
            if (ProcessTree.Link(main.ToString(CultureInfo.InvariantCulture), "ns/" + Namespaces[i].Name) is { Length: > 0 } theirs && theirs != OwnNamespaces[i])
            {
                options.Add(Namespaces[i].Option);
            }
        }

        var request = new SpawnRequest
        {
            Path = string.Empty,
            Arguments = command.Arguments,
            Environment = command.Terminal ? WithTerminal(environment) : environment,
            Descriptors = command.Descriptors,
            OwnTerminal = command.Terminal,
        };
        var user = ProcessUser.Of(main);
        if (options.Count == 0 && user == ProcessUser.Of(Environment.ProcessId))
        {
            return ProgramFile.Find(command.Arguments[0], environment["PATH"], directory, out problem) is { } program
                ? request with { Path = program, WorkingDirectory = directory }
                : null;
        }

        var root = $"/proc/{main}/root";
        if (!Exists(command.Arguments[0], environment["PATH"], root, directory, out problem))
        {
            return null;
        }

        if (NsEnter.Value is not { } nsenter)
        {
            problem = "nsenter (util-linux), which leads into a container with a file system of its own, is not installed on this machine";
            return null;
        }

        // nsenter itself would drop the supplementary groups, through which a volume with fsGroup is open to its user.
        IReadOnlyList<string> become = user.Options(main, options.Contains("-U"));
        IReadOnlyList<string> change = [];
        if (become is ["-S", ..] && !options.Contains("-U") && ProcessUser.GroupsOf(main) is { Count: > 0 } groups && UserTool.Find(root) is { } tool)
        {
            (become, change) = ([], [tool, .. new RunAs.Other(user.User, user.Group, groups, Home: "/").Arguments.Skip(1)]);
        }

        // nsenter stays as the parent of what it starts in another PID namespace. The terminal is then better not its own, or Ctrl-C would end
        // it before the command has decided what to make of the signal.
        var ownSession = command.Terminal && options.Contains("-p") && Exists("setsid", environment["PATH"], root, directory, out _);
        return request with
        {
            Path = nsenter,
            Arguments =
            [
                "nsenter", "-t", main.ToString(CultureInfo.InvariantCulture), .. options, .. become,
                $"-w{root}{directory}", "--", .. change, .. ownSession ? (string[])["setsid", "-c"] : [], .. command.Arguments,
            ],
            OwnTerminal = command.Terminal && !ownSession,
        };
    }

    private static Dictionary<string, string> WithTerminal(IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        all.TryAdd("TERM", "xterm");
        return all;
    }

    /// <summary>Whether a program is there in a root folder. Links are not followed: they mean something else inside.</summary>
    public static bool Exists(string program, string path, string root, string directory, out string problem)
    {
        problem = string.Empty;
        if (program.Contains('/'))
        {
            problem = IsThere(root + Path.Combine(directory, program)) ? string.Empty : $"exec: \"{program}\": stat {program}: no such file or directory";
            return problem.Length == 0;
        }

        foreach (var folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (program.Length > 0 && IsThere(root + Path.Combine(directory, folder, program)))
            {
                return true;
            }
        }

        problem = $"exec: \"{program}\": executable file not found in $PATH";
        return false;
    }

    private static bool IsThere(string path) => new FileInfo(path) is var file && (file.Exists || file.LinkTarget is not null);
}

using System.Globalization;
using JobFlows.Pods.Containers;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>The ways to start containers, best first: tools ask for more than some machines grant, such as virtual machines and containers of a CI.</summary>
internal static class StartVariants
{
    /// <summary>All that are worth a try.</summary>
    public static IEnumerable<ContainerTool> Of(ContainerTool tool)
    {
        // podman raises limits that only root with all capabilities may raise.
        var modest = tool with { CreateOptions = [.. Ulimits(), .. tool.CreateOptions] };
        yield return tool;
        yield return modest;
        if (tool.Kind == ContainerToolKind.Podman && HasRunc())
        {
            // It copes with version 1 of control groups beside version 2, which crun doesn't.
            yield return modest with { Options = ["--runtime", "runc"] };
        }

        yield return tool with { Limits = false };
        yield return modest with { Limits = false };
        if (tool.Kind == ContainerToolKind.Podman)
        {
            yield return modest with { Limits = false, CreateOptions = ["--cgroups=disabled", .. modest.CreateOptions] };
        }
    }

    private static bool HasRunc() =>
        ProgramFile.Find("runc", (Environment.GetEnvironmentVariable("PATH") ?? string.Empty) + ":" + ContainerEnvironment.DefaultPath, "/", out _) is not null;

    // No more than this process has.
    private static List<string> Ulimits()
    {
        var options = new List<string>();
        Add("nofile", Hard("Max open files"), long.MaxValue);
        Add("nproc", Hard("Max processes"), ReadNumber("/proc/sys/kernel/pid_max"));
        return options;

        void Add(string name, long? hard, long most)
        {
            if (hard is { } number)
            {
                var text = Math.Min(number, most).ToString(CultureInfo.InvariantCulture);
                options.AddRange(["--ulimit", $"{name}={text}:{text}"]);
            }
        }
    }

    // A line is "Max open files   1024   524288   files": soft, hard, unit.
    private static long? Hard(string name) =>
        File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], NumberStyles.None, CultureInfo.InvariantCulture, out var hard) ? hard : null;

    private static long ReadNumber(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}

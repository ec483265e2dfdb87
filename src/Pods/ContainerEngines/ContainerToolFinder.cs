using System.Text.RegularExpressions;
using JobFlows.Pods.Containers;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>Finds a tool that can start a container on this machine, by starting one.</summary>
public static partial class ContainerToolFinder
{
    private static readonly string[] Usual = ["podman", "docker"];

    /// <summary>Tries podman, then docker; or the one that is wanted.</summary>
    /// <param name="wanted">A tool's name or path; null for any.</param>
    /// <param name="createOptions">Options that every container is to have.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ContainerToolSearch> FindAsync(string? wanted, IReadOnlyList<string> createOptions, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        foreach (var name in wanted is { Length: > 0 } one ? [one] : Usual)
        {
            var path = Environment.GetEnvironmentVariable("PATH") ?? ContainerEnvironment.DefaultPath;
            if (ProgramFile.Find(name, path, Environment.CurrentDirectory, out _) is not { } program)
            {
                problems.Add($"{name} is not installed");
                continue;
            }

            var (tool, problem) = await TryAsync(Path.GetFullPath(program), createOptions, cancellation);
            if (tool is not null)
            {
                return new ContainerToolSearch(tool, problems);
            }

            problems.Add($"{name}: {problem}");
        }

        return new ContainerToolSearch(null, problems);
    }

    private static async Task<(ContainerTool? Tool, string Problem)> TryAsync(string program, IReadOnlyList<string> createOptions, CancellationToken cancellation)
    {
        var version = await ToolProcess.RunAsync(program, ["--version"], [], cancellation);
        if (VersionLine().Match(version.Output) is not { Success: true } match)
        {
            return (null, $"it is neither podman nor docker, but says \"{(version.Output.Length > 0 ? version.Output.Split('\n')[0] : version.Problem)}\"");
        }

        var tool = new ContainerTool
        {
            Path = program,
            Kind = match.Groups[1].Value == "podman" ? ContainerToolKind.Podman : ContainerToolKind.Docker,
            Version = match.Groups[2].Value,
            CreateOptions = createOptions,
        };
        await using var image = new EmptyImage(tool);
        if (await image.MakeAsync(cancellation) is { } unmade)
        {
            return (null, unmade);
        }

        var problems = new List<string>();
        foreach (var variant in StartVariants.Of(tool))
        {
            var result = await image.RunAsync(variant, cancellation);
            if (result.Succeeded)
            {
                return (variant, string.Empty);
            }

            problems.Add(ToolResult.Explain(result.Errors));
        }

        return (null, string.Join(" | ", problems.Distinct(StringComparer.Ordinal)));
    }

    [GeneratedRegex("^(podman|Docker) version ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}

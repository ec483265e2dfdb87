using JobFlows.Pods.Processes;
using JobFlows.Pods.Simulated;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Cli.Hosting;

/// <summary>The pod runtimes by the names that <c>--pods</c> takes.</summary>
internal static class PodRuntimes
{
    public const string Process = "process";
    public const string Manual = "manual";
    public const string Instant = "instant";

    /// <summary>The hidden verb under which this program is the pod supervisor.</summary>
    public const string SupervisorVerb = "pod-supervisor";

    public static readonly string[] All = [Process, Manual, Instant];

    /// <summary>Makes the runtime that the options name.</summary>
    public static IPodRuntime Create(LocalHostOptions options, DataDirectory data, IPodReports reports, IObjectStore store) => options.Pods switch
    {
        Manual => new ManualPodRuntime(reports),
        Instant => new InstantPodRuntime(reports, TimeProvider.System),
        _ => new ProcessPodRuntime(
            new ProcessPodOptions
            {
                Directory = data.Pods,
                NodeName = LocalNode.Name,
                CatalogueFile = options.ImagesFile,
                ClaimsDirectory = options.ClaimsDirectory ?? data.Claims,
                ProcessLimit = options.ProcessLimit > 0 ? options.ProcessLimit : null,
                LogFileBytes = options.LogFileBytes,
                LogFiles = options.LogFiles,
                EndsWithServer = options.StopPodsAtEnd,
                SupervisorCommand = [Environment.ProcessPath!, .. OwnAssembly(), SupervisorVerb],
            },
            reports,
            store),
    };

    /// <summary>What follows the executable to run this program again: nothing for its own executable, the assembly for <c>dotnet exec</c>.</summary>
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? ["exec", typeof(PodRuntimes).Assembly.Location] : [];
}

using Azure.Identity;
using JobFlows.Pods.Aci;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Processes;
using JobFlows.Pods.Queue.Server;
using JobFlows.Pods.Simulated;
using JobFlows.Storage.AzureStorage;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Cli.Hosting;

/// <summary>The pod runtimes by the names that <c>--pods</c> takes.</summary>
internal static class PodRuntimes
{
    public const string Process = "process";
    public const string Container = "container";
    public const string Queue = "queue";
    public const string Aci = "aci";
    public const string Manual = "manual";
    public const string Instant = "instant";

    /// <summary>The hidden verb under which this program is the pod supervisor.</summary>
    public const string SupervisorVerb = "pod-supervisor";

    public static readonly string[] All = [Process, Container, Queue, Aci, Manual, Instant];

    /// <summary>Whether the node has room for the pods, or somebody elsewhere says so.</summary>
    public static bool RunsHere(string pods) => pods is not (Queue or Aci);

    /// <summary>Finds what runs containers, where the options want that; null where they don't.</summary>
    /// <exception cref="StartupException">Nothing can; the message says what each tool said.</exception>
    public static async Task<ContainerTool?> FindToolAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        if (options.Pods != Container)
        {
            return null;
        }

        var found = await ContainerToolFinder.FindAsync(options.ContainerTool, options.ContainerOptions.Split(' ', StringSplitOptions.RemoveEmptyEntries), cancellation);
        return found.Tool ?? throw new StartupException($"--pods container: no tool can start a container on this machine: {found.Problem}");
    }

    /// <summary>Makes the runtime that the options name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="account">The storage account; null where none is used.</param>
    /// <param name="tool">What runs containers, or null.</param>
    /// <param name="reports">Takes the news of the pods.</param>
    /// <param name="store">The objects.</param>
    /// <param name="log">Hears of trouble.</param>
    public static IPodRuntime Create(
        LocalHostOptions options, DataDirectory data, StorageAccount? account, ContainerTool? tool, IPodReports reports, IObjectStore store, ILogger log) => options.Pods switch
        {
            Manual => new ManualPodRuntime(reports),
            Instant => new InstantPodRuntime(reports, TimeProvider.System),
            Queue => new QueuePodRuntime(
                new QueuePodOptions { Trouble = log.Trouble },
                account!,
                reports,
                store,
                TimeProvider.System),
            Container => new ProcessPodRuntime(Processes(options, data) with { Directory = data.Containers, ContainerTool = tool }, reports, store),
            Aci => new AciPodRuntime(
                new AciPodOptions
                {
                    Subscription = options.Aci!.Subscription,
                    ResourceGroup = options.Aci.ResourceGroup,
                    Location = options.Aci.Location,
                    Subnet = options.Aci.Subnet,
                    Credential = new DefaultAzureCredential(),
                    Server = data.HostId().ToString("N"),
                    LogDirectory = data.Pods,
                    Trouble = log.Trouble,
                },
                reports,
                store,
                TimeProvider.System),
            _ => new ProcessPodRuntime(Processes(options, data), reports, store),
        };

    /// <summary>How pods run as processes in a data folder.</summary>
    public static ProcessPodOptions Processes(LocalHostOptions options, DataDirectory data) => new()
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
    };

    /// <summary>What follows the executable to run this program again: nothing for its own executable, the assembly for <c>dotnet exec</c>.</summary>
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? ["exec", typeof(PodRuntimes).Assembly.Location] : [];
}

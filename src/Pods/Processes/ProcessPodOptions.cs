using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Processes;

/// <summary>Settings of <see cref="ProcessPodRuntime"/>.</summary>
public sealed record ProcessPodOptions
{
    /// <summary>The folder for everything about pods: logs, volumes, the supervisor's socket. Made when it does not exist.</summary>
    public required string Directory { get; init; }

    /// <summary>The program that calls <see cref="Supervision.PodSupervisor.RunAsync"/>, and its arguments; more arguments are added.</summary>
    public required IReadOnlyList<string> SupervisorCommand { get; init; }

    /// <summary>The name of the one node. Default <c>jobflows</c>.</summary>
    public string NodeName { get; init; } = "jobflows";

    /// <summary>The image catalogue's file (docs/images.md). Default: none, the built-in catalogue only.</summary>
    public string? CatalogueFile { get; init; }

    /// <summary>
    /// The folders that persistentVolumeClaims mean: the claim <c>data</c> of namespace <c>team</c> is <c>team/data</c> in here, and not to be had
    /// until that folder, or a link to one, exists. Default: <c>claims</c> beside <see cref="Directory"/>.
    /// </summary>
    public string? ClaimsDirectory { get; init; }

    /// <summary>The tool that runs the containers, as <see cref="ContainerToolFinder"/> found it. Default: none, they are processes.</summary>
    public ContainerTool? ContainerTool { get; init; }

    /// <summary>The path of bwrap. Default: looked up in PATH.</summary>
    public string? Bubblewrap { get; init; }

    /// <summary>How long the supervisor stays when it has neither a server nor a pod. Default: one minute.</summary>
    public TimeSpan SupervisorIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the pods end when this process has gone away, however it went. Default: no, they outlive it.</summary>
    public bool EndsWithServer { get; init; }

    /// <summary>The most processes and threads that a container may have, where the machine lets it be limited; null for any number. Default: 4096.</summary>
    public long? ProcessLimit { get; init; } = 4096;

    /// <summary>A container's log file of so many bytes is full, and the next is begun. Default: 10 MiB, as the kubelet's.</summary>
    public long LogFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most log files of one run of a container; the oldest goes when another is begun. Default: 5, as the kubelet's.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>How often a followed log is looked at. Default: 50 ms.</summary>
    public TimeSpan LogPoll { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>All that is wrong with these settings; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!OperatingSystem.IsLinux())
        {
            problems.Add("pods as processes need Linux; choose another pod runtime");
        }

        if (string.IsNullOrWhiteSpace(Directory))
        {
            problems.Add("Directory is empty");
        }

        if (SupervisorCommand is not { Count: > 0 })
        {
            problems.Add("SupervisorCommand is empty");
        }

        if (CatalogueFile is not null && !File.Exists(CatalogueFile))
        {
            problems.Add($"the image catalogue {CatalogueFile} does not exist");
        }

        if (ProcessLimit is < 1)
        {
            problems.Add("ProcessLimit must be at least 1");
        }

        if (LogFileBytes < 1024 || LogFiles < 2)
        {
            problems.Add("LogFileBytes must be at least 1024, and LogFiles at least 2");
        }

        if (SupervisorIdle < TimeSpan.Zero || LogPoll <= TimeSpan.Zero)
        {
            problems.Add("SupervisorIdle and LogPoll must be positive");
        }

        return problems;
    }
}

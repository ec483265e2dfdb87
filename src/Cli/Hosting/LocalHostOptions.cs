namespace JobFlows.Cli.Hosting;

/// <summary>How a local host runs.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Where everything is kept: database, certificate, kubeconfig, pods and their logs. Created with mode 0700.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The URL to listen on: https, http, or unix:PATH. Port 0 picks a free one.</summary>
    public required string Listen { get; init; }

    /// <summary>The connection string of the Azure Storage account that keeps the objects; null for the data folder. A secret.</summary>
    public string? Storage { get; init; }

    /// <summary>process, container, queue, aci, manual or instant; queue needs <see cref="Storage"/>, aci needs <see cref="Aci"/>. Default process.</summary>
    public string Pods { get; init; } = PodRuntimes.Process;

    /// <summary>Where container groups are made, or null.</summary>
    public AciPlace? Aci { get; init; }

    /// <summary>The name or path of what runs containers; null for podman, or else docker.</summary>
    public string? ContainerTool { get; init; }

    /// <summary>More options for every container, with spaces between them. Default none.</summary>
    public string ContainerOptions { get; init; } = "";

    /// <summary>More entries for the image catalogue, or null.</summary>
    public string? ImagesFile { get; init; }

    /// <summary>The folder of the folders that persistentVolumeClaims mean, <c>NAMESPACE/NAME</c>. Default <c>claims</c> in the data folder.</summary>
    public string? ClaimsDirectory { get; init; }

    /// <summary>What pods may request altogether, in the form of <see cref="Allocatable"/>. Default: all that the machine has.</summary>
    public string Allocatable { get; init; } = "";

    /// <summary>The most processes and threads that a container may have, where the machine can limit them; 0 for any number. Default 4096.</summary>
    public long ProcessLimit { get; init; } = 4096;

    /// <summary>How far back lists and watches can begin; what is older is answered with 410. Default 5 min.</summary>
    public TimeSpan HistoryLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A container's log file of so many bytes is full, and the next is begun. Default 10 MiB.</summary>
    public long LogFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most log files of one run of a container. Default 5.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>The lowest level to log. Default warning.</summary>
    public string LogLevel { get; init; } = "warning";

    /// <summary>Whether running pods end with this host. Default false: they outlive it.</summary>
    public bool StopPodsAtEnd { get; init; }
}

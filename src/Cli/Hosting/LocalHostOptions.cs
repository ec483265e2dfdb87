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

    /// <summary>process, queue, manual or instant; queue needs <see cref="Storage"/>. Default process.</summary>
    public string Pods { get; init; } = PodRuntimes.Process;

    /// <summary>More entries for the image catalogue, or null.</summary>
    public string? ImagesFile { get; init; }

    /// <summary>The folder of the folders that persistentVolumeClaims mean, <c>NAMESPACE/NAME</c>. Default <c>claims</c> in the data folder.</summary>
    public string? ClaimsDirectory { get; init; }

    /// <summary>How far back lists and watches can begin; what is older is answered with 410. Default 5 min.</summary>
    public TimeSpan HistoryLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The lowest level to log. Default warning.</summary>
    public string LogLevel { get; init; } = "warning";

    /// <summary>Whether running pods end with this host. Default false: they outlive it.</summary>
    public bool StopPodsAtEnd { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A node's identity and the versions of its software.</summary>
public sealed record NodeSystemInfo
{
    /// <summary>The machine's ID, such as /etc/machine-id.</summary>
    [Required]
    public string? MachineID { get; init; }

    /// <summary>The hardware's UUID.</summary>
    [Required]
    public string? SystemUUID { get; init; }

    /// <summary>An ID that is new at each boot.</summary>
    [Required]
    public string? BootID { get; init; }

    /// <summary>The kernel's version.</summary>
    [Required]
    public string? KernelVersion { get; init; }

    /// <summary>The name of the operating system's release.</summary>
    [Required]
    public string? OsImage { get; init; }

    /// <summary>The container runtime and its version, as runtime://version.</summary>
    [Required]
    public string? ContainerRuntimeVersion { get; init; }

    /// <summary>The version of the node's agent.</summary>
    [Required]
    public string? KubeletVersion { get; init; }

    /// <summary>Deprecated: the version of kube-proxy.</summary>
    [Required]
    public string? KubeProxyVersion { get; init; }

    /// <summary>The operating system, such as linux.</summary>
    [Required]
    public string? OperatingSystem { get; init; }

    /// <summary>The processor architecture, such as amd64.</summary>
    [Required]
    public string? Architecture { get; init; }

    /// <summary>The node's swap space.</summary>
    public NodeSwapStatus? Swap { get; init; }
}

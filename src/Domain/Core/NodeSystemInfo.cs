using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record NodeSystemInfo
{
    [Required]
    public string? MachineID { get; init; }

    [Required]
    public string? SystemUUID { get; init; }

    [Required]
    public string? BootID { get; init; }

    [Required]
    public string? KernelVersion { get; init; }

    [Required]
    public string? OsImage { get; init; }

    [Required]
    public string? ContainerRuntimeVersion { get; init; }

    [Required]
    public string? KubeletVersion { get; init; }

    [Required]
    public string? KubeProxyVersion { get; init; }

    [Required]
    public string? OperatingSystem { get; init; }

    [Required]
    public string? Architecture { get; init; }

    public NodeSwapStatus? Swap { get; init; }
}

namespace JobFlows.Domain.Core;

/// <summary>The user, privileges and confinement of a container. Wins over the pod's.</summary>
public sealed record SecurityContext
{
    /// <summary>Linux capabilities to add or drop. By default those the runtime grants.</summary>
    public Capabilities? Capabilities { get; init; }

    /// <summary>Whether the container is as powerful as root on the node. Defaults to false.</summary>
    public bool? Privileged { get; init; }

    /// <summary>The SELinux context. By default the runtime picks one.</summary>
    public SELinuxOptions? SeLinuxOptions { get; init; }

    /// <summary>Settings for Windows.</summary>
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }

    /// <summary>The number of the user to run as. Defaults to the image's.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>The number of the group to run as. By default the runtime decides.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>When true, the container isn't started if it would run as root.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>Whether the container's own file system is read-only. Defaults to false.</summary>
    public bool? ReadOnlyRootFilesystem { get; init; }

    /// <summary>
    /// Whether a program may gain more privileges than its parent, as by setuid. Always true for privileged containers and with
    /// CAP_SYS_ADMIN.
    /// </summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    /// <summary>Whether parts of /proc are hidden: Default, or Unmasked to show them all.</summary>
    public string? ProcMount { get; init; }

    /// <summary>The system calls allowed.</summary>
    public SeccompProfile? SeccompProfile { get; init; }

    /// <summary>The AppArmor confinement.</summary>
    public AppArmorProfile? AppArmorProfile { get; init; }
}

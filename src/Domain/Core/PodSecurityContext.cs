namespace JobFlows.Domain.Core;

/// <summary>The user, groups and confinement for all containers of a pod. A container's own securityContext wins.</summary>
public sealed record PodSecurityContext
{
    /// <summary>The SELinux context. By default the runtime picks one for each container.</summary>
    public SELinuxOptions? SeLinuxOptions { get; init; }

    /// <summary>Settings for Windows.</summary>
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }

    /// <summary>The number of the user to run as. Defaults to the image's.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>The number of the group to run as. By default the runtime decides.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>When true, containers that would run as root aren't started.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>The numbers of further groups.</summary>
    public IReadOnlyList<long>? SupplementalGroups { get; init; }

    /// <summary>Whether groups from the image are added: Merge (the default) or Strict, which takes only those given here.</summary>
    public string? SupplementalGroupsPolicy { get; init; }

    /// <summary>
    /// The number of a group that owns the files in volumes and that all containers belong to. By default ownership isn't touched.
    /// </summary>
    public long? FsGroup { get; init; }

    /// <summary>Kernel settings for the pod.</summary>
    public IReadOnlyList<Sysctl>? Sysctls { get; init; }

    /// <summary>
    /// When to change the ownership of a volume's files for fsGroup: Always (the default), or OnRootMismatch if the root's is wrong.
    /// </summary>
    public string? FsGroupChangePolicy { get; init; }

    /// <summary>The system calls allowed.</summary>
    public SeccompProfile? SeccompProfile { get; init; }

    /// <summary>The AppArmor confinement.</summary>
    public AppArmorProfile? AppArmorProfile { get; init; }

    /// <summary>How volumes get their SELinux label: MountOption (the default), or Recursive, file by file.</summary>
    public string? SeLinuxChangePolicy { get; init; }
}

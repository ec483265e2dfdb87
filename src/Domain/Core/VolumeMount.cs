using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>Where a volume appears in a container.</summary>
public sealed record VolumeMount
{
    /// <summary>The volume's name. Required.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Whether the container can only read. Defaults to false.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Whether mounts below are read-only too: Disabled (the default), IfPossible or Enabled. Needs readOnly.</summary>
    public string? RecursiveReadOnly { get; init; }

    /// <summary>The path in the container. It may not contain a colon. Required.</summary>
    [Required]
    public string? MountPath { get; init; }

    /// <summary>A path in the volume to mount instead of its root.</summary>
    public string? SubPath { get; init; }

    /// <summary>
    /// Whether mounts made later are seen across container and node: None (the default), HostToContainer or Bidirectional.
    /// </summary>
    public string? MountPropagation { get; init; }

    /// <summary>Like subPath, with $(NAME) standing for environment variables. Not together with subPath.</summary>
    public string? SubPathExpr { get; init; }

    /// <summary>More mount options: noexec, nodev and nosuid. Not for image volumes.</summary>
    [ListSet]
    public IReadOnlyList<string>? BindMountOptions { get; init; }
}

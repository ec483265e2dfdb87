using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>A file with a property of the pod or of a container. Either fieldRef or resourceFieldRef has to be set.</summary>
public sealed record DownwardAPIVolumeFile
{
    /// <summary>The file's path relative to the volume's root, without .. in it. Required.</summary>
    [Required]
    public string? Path { get; init; }

    /// <summary>
    /// A property of the pod: metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations, or one label or
    /// annotation.
    /// </summary>
    public ObjectFieldSelector? FieldRef { get; init; }

    /// <summary>A request or limit of a container.</summary>
    public ResourceFieldSelector? ResourceFieldRef { get; init; }

    /// <summary>The file's permissions, from 0 to 0777. Defaults to the volume's defaultMode.</summary>
    public int? Mode { get; init; }

    /// <summary>The number of the user who owns the file. Defaults to the volume's defaultUser.</summary>
    public long? User { get; init; }
}

using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>The storage wanted.</summary>
public sealed record PersistentVolumeClaimSpec
{
    /// <summary>How the volume is to be mounted: ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod.</summary>
    public IReadOnlyList<string>? AccessModes { get; init; }

    /// <summary>Which volumes will do, by label.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>How large the volume has to be, as requests.storage.</summary>
    public VolumeResourceRequirements? Resources { get; init; }

    /// <summary>The volume the claim is bound to.</summary>
    public string? VolumeName { get; init; }

    /// <summary>The StorageClass that provides the volume. When absent, the default one; the empty string means none.</summary>
    public string? StorageClassName { get; init; }

    /// <summary>Filesystem (the default) or Block.</summary>
    public string? VolumeMode { get; init; }

    /// <summary>A snapshot or claim to fill the volume from.</summary>
    public TypedLocalObjectReference? DataSource { get; init; }

    /// <summary>An object to fill the volume from, of any kind a populator knows.</summary>
    public TypedObjectReference? DataSourceRef { get; init; }

    /// <summary>The class of the volume's attributes. It can be changed later.</summary>
    public string? VolumeAttributesClassName { get; init; }
}

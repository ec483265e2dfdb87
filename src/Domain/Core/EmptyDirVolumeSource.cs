using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>A directory that starts empty, is shared by the pod's containers, and is deleted with the pod.</summary>
public sealed record EmptyDirVolumeSource
{
    /// <summary>
    /// Where the files are: on the node's disk (the empty string, the default), in Memory, or in huge pages (HugePages or
    /// HugePages-SIZE).
    /// </summary>
    public string? Medium { get; init; }

    /// <summary>
    /// The most the files may take, such as 500Mi. A pod that goes over it is evicted. In Memory, the containers' memory limits apply as
    /// well. No limit by default.
    /// </summary>
    public Quantity? SizeLimit { get; init; }

    /// <summary>The directory's permissions, from 0 to 01777. Defaults to 0777.</summary>
    public int? Mode { get; init; }
}

using System.ComponentModel;

namespace JobFlows.Domain.Core;

/// <summary>The keys of a ConfigMap as files.</summary>
public sealed record ConfigMapVolumeSource
{
    /// <summary>The ConfigMap's name, in the pod's namespace.</summary>
    [DefaultValue("")]
    public string? Name { get; init; }

    /// <summary>
    /// Which keys to show, and where. By default all, each in a file named like the key. A key that is listed but missing is an error
    /// unless optional.
    /// </summary>
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    /// <summary>The files' permissions, from 0 to 0777 (511 in JSON, which has no octal numbers). Defaults to 0644.</summary>
    public int? DefaultMode { get; init; }

    /// <summary>When true, the ConfigMap or its keys may be missing; otherwise the pod waits for them.</summary>
    public bool? Optional { get; init; }

    /// <summary>The number of the user who owns files for which no other is given.</summary>
    public long? DefaultUser { get; init; }
}

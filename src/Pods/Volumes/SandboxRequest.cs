using JobFlows.Domain.Core;

namespace JobFlows.Pods.Volumes;

/// <summary>What the file system of a container is planned from.</summary>
internal sealed record SandboxRequest
{
    /// <summary>The container.</summary>
    public required Container Container { get; init; }

    /// <summary>The root folder; null for the host's.</summary>
    public string? Root { get; init; }

    /// <summary>The working directory that the container or its image asks for, or null.</summary>
    public string? Directory { get; init; }

    /// <summary>The working directory when none is asked for; not used when a volume hides it.</summary>
    public required string Fallback { get; init; }

    /// <summary>The pod's own <c>/etc/hosts</c>, or null.</summary>
    public string? Hosts { get; init; }

    /// <summary>The pod's volumes, by name.</summary>
    public required IReadOnlyDictionary<string, PodVolume> Volumes { get; init; }

    /// <summary>The container's variables, for <c>subPathExpr</c>.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Whether the container's init makes it; else bwrap has to.</summary>
    public bool ByInit { get; init; }

    /// <summary>The path of bwrap, or null when it is not installed.</summary>
    public string? Bubblewrap { get; init; }

    /// <summary>The file for the termination message, and where it is shown.</summary>
    public BindMount? Message { get; init; }

    /// <summary>How often making the sandbox has failed so far.</summary>
    public int Failures { get; init; }

    /// <summary>Where the container starts.</summary>
    public string StartDirectory(IReadOnlyList<BindMount> mounts) => Directory
        ?? (mounts.Any(mount => mount.Target == "/" || (Fallback + "/").StartsWith(mount.Target + "/", StringComparison.Ordinal)) ? "/" : Fallback);

    /// <summary>Whether the root is to be for reading only.</summary>
    public bool ReadOnlyRoot => Container.SecurityContext?.ReadOnlyRootFilesystem == true;
}

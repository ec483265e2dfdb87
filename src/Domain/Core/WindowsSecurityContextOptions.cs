namespace JobFlows.Domain.Core;

/// <summary>How a container runs on Windows.</summary>
public sealed record WindowsSecurityContextOptions
{
    /// <summary>The name of the group managed service account's credential spec.</summary>
    public string? GmsaCredentialSpecName { get; init; }

    /// <summary>The credential spec itself, filled in by an admission webhook.</summary>
    public string? GmsaCredentialSpec { get; init; }

    /// <summary>The user to run as. Defaults to the image's.</summary>
    public string? RunAsUserName { get; init; }

    /// <summary>
    /// Whether the container runs as a process of the node; needs hostNetwork, and all containers of the pod have to agree.
    /// </summary>
    public bool? HostProcess { get; init; }
}

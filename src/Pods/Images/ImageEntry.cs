namespace JobFlows.Pods.Images;

/// <summary>What stands in for the images of a name.</summary>
public sealed record ImageEntry
{
    /// <summary>The image's name, with <c>*</c> for anything. Registry, tag and digest play no part.</summary>
    public required string Name { get; init; }

    /// <summary>A folder that becomes the container's root. Null: containers run on the host's own.</summary>
    public string? Root { get; init; }

    /// <summary>The image that is run instead in a container. Null: the one that the pod names.</summary>
    public string? Image { get; init; }

    /// <summary>Why such images are not run; null when they are.</summary>
    public string? Refuse { get; init; }

    /// <summary>The program when the container names no <c>command</c>.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The arguments when the container names neither <c>command</c> nor <c>args</c>.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Variables the image sets.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }

    /// <summary>The user that containers run as when nothing says otherwise: a name or number, and perhaps <c>:</c> and a group. Null: the server's own.</summary>
    public string? User { get; init; }

    /// <summary>Where containers start that name no directory. Null: a folder of their own on the host, <c>/</c> in a root folder.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Other commands to run instead: the key is a whole command line with single spaces, such as <c>/agnhost pause</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Instead { get; init; }

    /// <summary>Whether the image's <c>sh</c> is busybox's.</summary>
    internal bool HasBusyboxShell { get; init; }
}

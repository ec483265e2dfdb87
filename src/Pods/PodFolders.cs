namespace JobFlows.Pods;

/// <summary>Where the files of pods are: <c>UID/CONTAINER/RUN.log</c>. Names that begin with a dot can't be containers.</summary>
internal sealed class PodFolders(string root)
{
    /// <summary>The folder of all pods.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The socket the supervisor listens on.</summary>
    public string Socket => Path.Combine(Root, "supervisor.sock");

    /// <summary>Locked by the one supervisor while it lives.</summary>
    public string Lock => Path.Combine(Root, "supervisor.lock");

    /// <summary>What the supervisor has to say for itself.</summary>
    public string SupervisorLog => Path.Combine(Root, "supervisor.log");

    /// <summary>A pod's folder.</summary>
    public string Pod(string uid) => Path.Combine(Root, uid);

    /// <summary>The logs of a container, and its working directory.</summary>
    public string Container(string uid, string container) => Path.Combine(Root, uid, container);

    /// <summary>Where a container on the host starts when it names no directory.</summary>
    public string Work(string uid, string container) => Path.Combine(Root, uid, container, "work");

    /// <summary>An emptyDir volume.</summary>
    public string Volume(string uid, string volume) => Path.Combine(Root, uid, ".volumes", volume);

    /// <summary>The final status of a pod that has ended.</summary>
    public string FinalStatus(string uid) => Path.Combine(Root, uid, ".status.json");

    /// <summary>Whether the text can be the name of one file and nothing else.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and < 256 } && name[0] != '.' && !name.AsSpan().ContainsAny('/', '\0');
}

using JobFlows.Pods.Linux;

namespace JobFlows.Pods;

/// <summary>Where the files of pods are: <c>UID/CONTAINER/RUN.log</c>. Names that begin with a dot can't be containers.</summary>
internal sealed class PodFolders(string root)
{
    private const int OwnerOnly = 0b111_000_000;

    /// <summary>The folder of all pods.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The socket the supervisor listens on.</summary>
    public string Socket => Path.Combine(Root, "supervisor.sock");

    /// <summary>The socket on which the supervisor takes those who want to talk to a container.</summary>
    public string StreamSocket => Path.Combine(Root, "streams.sock");

    /// <summary>Locked by the one supervisor while it lives.</summary>
    public string Lock => Path.Combine(Root, "supervisor.lock");

    /// <summary>What the supervisor has to say for itself.</summary>
    public string SupervisorLog => Path.Combine(Root, "supervisor.log");

    /// <summary>Makes the folder of all pods. Only its owner may look inside, which guards the socket as well.</summary>
    public void MakeRoot()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root)!);
        LibC.MakeFolder(Root, OwnerOnly);
    }

    /// <summary>Makes a pod's folder.</summary>
    public void MakePod(string uid) => LibC.MakeFolder(Pod(uid), OwnerOnly);

    /// <summary>Makes the folders of a container that is about to run.</summary>
    public void MakeContainer(string uid, string container)
    {
        MakePod(uid);
        LibC.MakeFolder(Container(uid, container), OwnerOnly);
        LibC.MakeFolder(Work(uid, container), OwnerOnly);
    }

    /// <summary>The logs of pods that were removed before their Job.</summary>
    public string Archive => Path.Combine(Root, ".jobs");

    /// <summary>The UIDs of the pods that have a folder.</summary>
    public IReadOnlyList<string> ListPods() =>
        Directory.Exists(Root) ? [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!).Where(IsName)] : [];

    /// <summary>A pod's folder.</summary>
    public string Pod(string uid) => Path.Combine(Root, uid);

    /// <summary>The logs of a container, and its working directory.</summary>
    public string Container(string uid, string container) => Path.Combine(Root, uid, container);

    /// <summary>Where a container on the host starts when it names no directory.</summary>
    public string Work(string uid, string container) => Path.Combine(Root, uid, container, "work");

    /// <summary>Where a run of a container puts its termination message.</summary>
    public string Message(string uid, string container, int run) => Path.Combine(Root, uid, container, $"{run}.message");

    /// <summary>A pod's own volumes.</summary>
    public string Volumes(string uid) => Path.Combine(Root, uid, ".volumes");

    /// <summary>A volume of a pod's own.</summary>
    public string Volume(string uid, string volume) => Path.Combine(Volumes(uid), volume);

    /// <summary>A pod's own <c>/etc/hosts</c>.</summary>
    public string Hosts(string uid) => Path.Combine(Root, uid, ".hosts");

    /// <summary>The final status of a pod that has ended.</summary>
    public string FinalStatus(string uid) => Path.Combine(Root, uid, ".status.json");

    /// <summary>How far a pod has come that goes on.</summary>
    public string Progress(string uid) => Path.Combine(Root, uid, ".progress.json");

    /// <summary>Whether the text can be the name of one file and nothing else.</summary>
    public static bool IsName(string? name) => name is { Length: > 0 and < 256 } && name[0] != '.' && !name.AsSpan().ContainsAny('/', '\0');
}

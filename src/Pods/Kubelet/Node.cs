using System.Buffers;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Images;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Kubelet;

/// <summary>What all pods of a supervisor share. Everything here belongs to the event loop.</summary>
internal sealed class Node : IDisposable
{
    private string? bubblewrap;

    /// <summary>Opens what pods need.</summary>
    /// <exception cref="IOException">The machine refuses.</exception>
    public Node(NodeSettings settings, TimeProvider time)
    {
        Settings = settings;
        Time = time;
        Folders = new PodFolders(settings.Directory);
        Isolation = new NodeIsolation(settings, Folders);
        Images = new CatalogueSource(settings.Catalogue);
        Engine = settings.ContainerTool is { } tool ? new ContainerEngine(this, tool) : null;
        NullDevice = LibC.Open("/dev/null", LibC.ReadOnly | LibC.CloseOnExec, 0);
        if (NullDevice < 0)
        {
            throw LibC.Fault("/dev/null");
        }
    }

    public NodeSettings Settings { get; }

    public TimeProvider Time { get; }

    public EventLoop Loop { get; } = new();

    public PodFolders Folders { get; }

    public NodeIsolation Isolation { get; }

    public CatalogueSource Images { get; }

    /// <summary>What runs the containers; null when they are processes.</summary>
    public ContainerEngine? Engine { get; }

    /// <summary>The ConfigMaps and Secrets that pods refer to.</summary>
    public ObjectTable Objects { get; } = new();

    /// <summary>The path of bwrap, looked for again while it is not installed; null when it isn't.</summary>
    public string? Bubblewrap => bubblewrap ??=
        ProgramFile.Find(Settings.Bubblewrap, Environment.GetEnvironmentVariable("PATH") ?? ContainerEnvironment.DefaultPath, "/", out _);

    /// <summary>Whether the loop's thread may mount, in a mount namespace of its own.</summary>
    public bool MayMount { get; set; }

    /// <summary>Whether the disk that pods are on is almost full, so that none should start.</summary>
    public bool IsLowOnDisk { get; set; }

    public ReportQueue Reports { get; } = new();

    /// <summary>Standard input of every container.</summary>
    public int NullDevice { get; }

    /// <summary>For one read from a pipe at a time.</summary>
    public byte[] ReadBuffer { get; } = new byte[64 * 1024];

    /// <summary>For one batch of log records at a time.</summary>
    public ArrayBufferWriter<byte> Scratch { get; } = new(128 * 1024);

    /// <summary>What a container may use when it has no limit.</summary>
    public IReadOnlyDictionary<string, decimal> Allocatable => field ??= new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["cpu"] = Environment.ProcessorCount,
        ["memory"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        ["ephemeral-storage"] = new DriveInfo(Folders.Root).TotalSize,
    };

    public void Dispose()
    {
        Isolation.Dispose();
        Loop.Dispose();
        _ = LibC.Close(NullDevice);
    }
}

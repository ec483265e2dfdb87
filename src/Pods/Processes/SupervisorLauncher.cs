using System.Collections;
using System.Net.Sockets;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Supervision;

namespace JobFlows.Pods.Processes;

/// <summary>Finds the supervisor of a folder, or starts one.</summary>
internal sealed class SupervisorLauncher(ProcessPodOptions options, PodFolders folders)
{
    private const int AppendOnly = 0x441;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private int started;

    /// <summary>Connects, starting a supervisor when there is none.</summary>
    /// <exception cref="IOException">None could be started.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        if (await TryConnectAsync(cancellation) is { } present)
        {
            return present;
        }

        if (started > 0)
        {
            ProcessTree.Reap(started);
        }

        var since = TimeProvider.System.GetTimestamp();
        Start();
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            if (await TryConnectAsync(cancellation) is { } socket)
            {
                return socket;
            }

            // One that was just ending may have held the lock, so that ours went away at once.
            if (ProcessTree.Reap(started))
            {
                Start();
            }

            await Task.Delay(Pause, cancellation);
        }

        throw new IOException($"the pod supervisor does not answer; see {folders.SupervisorLog}");
    }

    /// <summary>Waits until the supervisor that was started here has ended, if one was.</summary>
    public async Task EndedAsync(CancellationToken cancellation)
    {
        while (started > 0 && !ProcessTree.Reap(started))
        {
            await Task.Delay(Pause, cancellation);
        }

        started = 0;
    }

    private async Task<Socket?> TryConnectAsync(CancellationToken cancellation)
    {
        if (!File.Exists(folders.Socket))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var address = new SocketPath(folders.Socket);
        try
        {
            await socket.ConnectAsync(address.EndPoint, cancellation);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private void Start()
    {
        folders.MakeRoot();
        var path = Environment.GetEnvironmentVariable("PATH") ?? ContainerEnvironment.DefaultPath;
        var program = ProgramFile.Find(options.SupervisorCommand[0], path, Environment.CurrentDirectory, out var problem)
            ?? throw new IOException($"the pod supervisor can't be started: {problem}");
        var settings = new NodeSettings(
            folders.Root,
            options.NodeName,
            options.CatalogueFile is { } catalogue ? Path.GetFullPath(catalogue) : null,
            options.Bubblewrap ?? "bwrap",
            options.SupervisorIdle,
            options.EndsWithServer)
        {
            ContainerTool = options.ContainerTool,
            ProcessLimit = options.ProcessLimit,
            Logs = new LogLimits(options.LogFileBytes, options.LogFiles),
        };
        var input = LibC.Open("/dev/null", LibC.ReadOnly | LibC.CloseOnExec, 0);
        var output = LibC.Open(folders.SupervisorLog, AppendOnly | LibC.CloseOnExec, 0b110_000_000);
        try
        {
            var error = ProcessSpawner.Spawn(
                new SpawnRequest
                {
                    Path = program,
                    Arguments = [.. options.SupervisorCommand, .. SupervisorArguments.Write(settings)],
                    Environment = MakeEnvironment(),
                    WorkingDirectory = "/",
                    Descriptors = [input, output, output],
                },
                out started);
            if (error != 0)
            {
                throw new IOException($"the pod supervisor can't be started: {program}: {LibC.Describe(error)}");
            }
        }
        finally
        {
            _ = LibC.Close(input);
            _ = LibC.Close(output);
        }
    }

    // The server's own, with a small heap: the supervisor holds little and should stay little.
    private static Dictionary<string, string> MakeEnvironment()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? string.Empty;
        }

        // Its sockets for debuggers stay in the temporary folder when it is killed, and a folder that is full of them slows down every mount.
        environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_GCgen0size"] = "0x800000";
        environment["DOTNET_TieredPGO"] = "0";
        return environment;
    }
}

using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace JobFlows.EndToEnd.Harness;

/// <summary><c>jobflows serve</c> on a folder of its own. Nothing of it is left when it has been disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Ready = "JobFlows ready: ";
    private readonly string pods;
    private readonly IReadOnlyList<string> settings;
    private readonly StringBuilder output = new();
    private Process? process;
    private string listen = "https://127.0.0.1:0";

    private ServerProcess(string pods, IReadOnlyList<string> settings)
    {
        this.pods = pods;
        this.settings = settings;
        Folder = Directory.CreateTempSubdirectory("jobflows-e2e-").FullName;
    }

    /// <summary>The folder of the server and of the test's own files.</summary>
    public string Folder { get; }

    /// <summary>The server's data folder.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>The kubeconfig that the server wrote.</summary>
    public string KubeconfigPath { get; private set; } = "";

    /// <summary>The server's process id.</summary>
    public int Id => process!.Id;

    /// <summary>What the server has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>The process that keeps the pods, which outlives the server: the one that listens on the supervisor's socket. Null when there is none.</summary>
    public int? SupervisorId
    {
        get
        {
            const int socketLevel = 1, peerCredentials = 17;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(Data, "pods", "supervisor.sock")));
            }
            catch (SocketException)
            {
                return null;
            }

            Span<byte> credentials = stackalloc byte[12];
            socket.GetRawSocketOption(socketLevel, peerCredentials, credentials);
            return MemoryMarshal.Read<int>(credentials);
        }
    }

    /// <summary>Starts a server on a new folder and waits until it is ready.</summary>
    /// <param name="pods">What runs the pods: <c>process</c>, <c>manual</c> or <c>instant</c>.</param>
    /// <param name="settings">Further flags.</param>
    public static async Task<ServerProcess> StartAsync(string pods, params IReadOnlyList<string> settings)
    {
        var server = new ServerProcess(pods, settings);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again, on the same folder and port, and waits until it is ready.</summary>
    public async Task StartAsync() => await ReadyAsync(Launch());

    /// <summary>Starts the server again and doesn't wait for it.</summary>
    public void StartUnready() => _ = Launch();

    /// <summary>A client of the server as its kubeconfig says.</summary>
    public ApiClient Client() => new(Kubeconfig.Load(KubeconfigPath));

    /// <summary>Asks the server to stop (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        ProcessTable.SendTerminate(Id);
        await process!.WaitForExitAsync().WaitAsync(Wait.Deadline);
        return process.ExitCode;
    }

    /// <summary>Kills the server, and nothing else (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        if (SupervisorId is { } supervisor)
        {
            ProcessTable.KillTree(supervisor);
            await Wait.UntilAsync("the supervisor's end", () => !ProcessTable.IsAlive(supervisor));
            await Wait.UntilAsync("the end of the pods", () => PodGroups.Of(Path.Combine(Data, "pods")).All(group => !File.ReadLines(Path.Combine(group, "cgroup.procs")).Any()));
            PodGroups.Remove(Path.Combine(Data, "pods"));
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Process Launch()
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", ["exec", Checkout.Program, "serve", "--data", Data, "--listen", listen, "--pods", pods, .. settings])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("JOBFLOWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        process = Process.Start(start)!;
        process.StandardInput.Close();
        _ = PumpAsync(process.StandardError);
        return process;
    }

    private async Task ReadyAsync(Process launched)
    {
        using var timeout = new CancellationTokenSource(Wait.Deadline);
        try
        {
            while (await launched.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                Keep(line);
                if (line.StartsWith(Ready, StringComparison.Ordinal))
                {
                    var words = line[Ready.Length..].Split(' ', 3);
                    listen = words[0].TrimEnd('/');
                    KubeconfigPath = words[2];
                    _ = PumpAsync(launched.StandardOutput);
                    return;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the server did not get ready; it printed:\n{Output}", e);
        }

        throw new InvalidOperationException($"the server ended before it was ready; it printed:\n{Output}");
    }

    private async Task PumpAsync(StreamReader stream)
    {
        try
        {
            while (await stream.ReadLineAsync() is { } line)
            {
                Keep(line);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The process has been disposed of; what it printed last is not missed.
        }
    }

    private void Keep(string line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}

using System.Net.Sockets;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Streaming;

namespace JobFlows.Pods.Supervision;

/// <summary>The process that owns all running pods and outlives the server. See docs/adr/0005-pod-supervisor.md.</summary>
public static class PodSupervisor
{
    private const int SetChildSubreaper = 36;
    private const int LockExclusive = 2;
    private const int LockNoWait = 4;
    private const int CreateReadWrite = 0x42;

    /// <summary>Runs until there is neither a server nor a pod for a while, or a server asks it to end.</summary>
    /// <param name="arguments">What <see cref="Processes.ProcessPodRuntime"/> adds to its supervisor command.</param>
    /// <returns>The process's exit code: 0, also when another supervisor already has the folder.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        Console.SetError(new ForgivingWriter(Console.Error));
        var settings = SupervisorArguments.Read(arguments);
        var folders = new PodFolders(settings.Directory);
        folders.MakeRoot();

        // The lock file and its lock last as long as this process.
        var lockFile = LibC.Open(folders.Lock, CreateReadWrite | LibC.CloseOnExec, 0b110_000_000);
        if (lockFile < 0 || LibC.Lock(lockFile, LockExclusive | LockNoWait) != 0)
        {
            return 0;
        }

        _ = LibC.ProcessControl(SetChildSubreaper, 1, 0, 0, 0);
        using var node = new Node(settings, TimeProvider.System);
        var pods = new PodHost(node);

        // What a tool mounts into containers has to be where it looks: in the machine's own mounts.
        node.Loop.Post(() =>
        {
            node.MayMount = node.Engine is null && FileSystem.LeaveMounts();
            node.Engine?.RemoveLeftovers();
        });
        using var ending = new CancellationTokenSource();
        using var streams = Listen(folders.StreamSocket);
        using var socket = Listen(folders.Socket);
        var listener = new SupervisorListener(node, pods, () => EndWhenIdle(node, pods));

        var accepting = Task.WhenAll(listener.RunAsync(socket, ending.Token), new StreamListener(node, pods).RunAsync(streams, ending.Token));
        node.Loop.Post(pods.ReapNowAndThen);
        node.Loop.Post(pods.WatchDisk);
        node.Loop.Post(listener.WatchIdleness);
        await RunLoopAsync(node.Loop);

        Leftovers.KillAdopted();
        File.Delete(folders.Socket);
        File.Delete(folders.StreamSocket);
        await ending.CancelAsync();
        await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
    }

    private static Socket Listen(string path)
    {
        File.Delete(path);
        using var address = new SocketPath(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(address.EndPoint);
        socket.Listen();
        return socket;
    }

    // A thread of its own, which is also the parent of all containers: what the main thread has as children are adopted orphans.
    private static Task RunLoopAsync(EventLoop loop)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                loop.Run();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = "pods",
        };
        thread.Start();
        return done.Task;
    }

    private static void EndWhenIdle(Node node, PodHost pods)
    {
        pods.StopAll();
        WaitForIdle();

        void WaitForIdle()
        {
            if (pods.IsIdle)
            {
                node.Loop.Stop();
            }
            else
            {
                node.Loop.After(TimeSpan.FromMilliseconds(5), WaitForIdle);
            }
        }
    }
}

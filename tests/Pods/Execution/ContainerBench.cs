using JobFlows.Pods.Execution;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using Container = JobFlows.Domain.Core.Container;

namespace JobFlows.Pods.Tests.Execution;

/// <summary>An event loop with containers on it, without a supervisor around them.</summary>
internal sealed class ContainerBench : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("exec-").FullName;
    private readonly Node node;
    private readonly Task running;
    private readonly Dictionary<ContainerProcess, Task> containers = [];
    private int logs;

    public ContainerBench()
    {
        node = new Node(new NodeSettings(folder, "node", null, "/usr/bin/bwrap", TimeSpan.FromMinutes(1), true), TimeProvider.System);
        running = Task.Factory.StartNew(node.Loop.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static Dictionary<string, string> Environment { get; } = new() { ["PATH"] = "/usr/bin:/bin", ["FROM"] = "container", ["POD"] = "a" };

    public string Folder => folder;

    /// <summary>Starts <c>sleep</c> in a container; with arguments for bwrap, in a sandbox.</summary>
    public async Task<ContainerProcess> StartAsync(params string[] sandbox)
    {
        var made = new TaskCompletionSource<ContainerProcess>();
        var ended = new TaskCompletionSource();
        node.Loop.Post(() =>
        {
            var request = new SpawnRequest
            {
                Path = sandbox.Length == 0 ? "/bin/sleep" : "/usr/bin/bwrap",
                Arguments = sandbox.Length == 0
                    ? ["sleep", "1000"]
                    : ["bwrap", "--die-with-parent", "--json-status-fd", "4", "--dev-bind", "/", "/", .. sandbox, "--", "sleep", "1000"],
                Environment = Environment,
                WorkingDirectory = sandbox.Length == 0 ? folder : null,
                Descriptors = [],
            };
            var log = new ContainerLog(Path.Combine(folder, $"{logs++}.log"), new LogLimits());
            made.SetResult(ContainerProcess.Start(
                node, request, new Container(), ContainerIsolation.None, log, sandbox.Length > 0, ("POD=a", "FROM=container"), _ => ended.SetResult(), out _)!);
        });
        var container = await made.Task;
        containers[container] = ended.Task;
        return container;
    }

    /// <summary>Runs a command to its end.</summary>
    public Task<CapturedOutput> RunAsync(ContainerProcess container, params string[] command) => RunAsync(container, 1000, null, command);

    /// <summary>Runs a command to its end.</summary>
    public Task<CapturedOutput> RunAsync(ContainerProcess container, int limit, TimeSpan? timeout, params string[] command)
    {
        var done = new TaskCompletionSource<CapturedOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Loop.Post(() => CapturedExec.Start(node, container, command, limit, timeout, done.SetResult));
        return done.Task;
    }

    /// <summary>Kills a container and waits until it has ended.</summary>
    public async Task KillAsync(ContainerProcess container)
    {
        node.Loop.Post(container.KillAll);
        await containers[container];
    }

    public async ValueTask DisposeAsync()
    {
        node.Loop.Post(node.Loop.Stop);
        await running;
        node.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

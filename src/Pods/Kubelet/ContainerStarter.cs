using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Images;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>Starts containers: image, variables, sandbox, process.</summary>
internal sealed class ContainerStarter(Node node)
{
    /// <summary>The variable that marks every process of a pod.</summary>
    public const string PodMark = "JOBFLOWS_POD_UID";

    private const string ContainerMark = "JOBFLOWS_CONTAINER";

    private static readonly string Home = Environment.GetEnvironmentVariable("HOME") ?? "/";
    private static readonly string HostPath = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : ContainerEnvironment.DefaultPath;

    /// <summary>Starts a run of a container.</summary>
    /// <param name="pod">The pod with its addresses.</param>
    /// <param name="container">The container.</param>
    /// <param name="run">How often it was restarted.</param>
    /// <param name="volumes">The pod's volumes on the host.</param>
    /// <param name="ended">Called when the run has ended.</param>
    public StartOutcome Start(Pod pod, Container container, int run, IReadOnlyDictionary<string, string> volumes, Action<ContainerExit> ended)
    {
        var variables = ContainerEnvironment.Read(pod, container, node.Allocatable);
        if (variables is not ContainerVariables.Ready { Values: var values })
        {
            return new StartOutcome.BadConfiguration(((ContainerVariables.Invalid)variables).Message);
        }

        var choice = node.Images.Choose(container.Image ?? string.Empty, Expand(container.Command, values), Expand(container.Args, values));
        if (choice is not ImageChoice.Found { Entry: var entry, CommandLine: var line })
        {
            return new StartOutcome.NoImage(((ImageChoice.Refused)choice).Reason);
        }

        var hostname = PodNames.Hostname(pod);
        var environment = ContainerEnvironment.Complete(
            hostname,
            entry.Root is null ? HostPath : ContainerEnvironment.DefaultPath,
            entry.Root is null ? Home : "/root",
            entry.Env,
            values,
            new(PodMark, pod.Metadata.Uid!),
            new(ContainerMark, container.Name!));
        var uid = pod.Metadata.Uid!;
        node.Folders.MakeContainer(uid, container.Name!);
        switch (SandboxPlan.Make(container, entry.Root, hostname, volumes, values, node.Settings.Bubblewrap))
        {
            case Sandbox.Impossible { Message: var message }:
                return new StartOutcome.CannotMount(message);
            case Sandbox.Bubblewrap { Arguments: var arguments }:
                return Run(pod, container, run, sandboxed: true, ended, new SpawnRequest
                {
                    Path = node.Settings.Bubblewrap!,
                    Arguments = ["bwrap", .. arguments, "--", .. line],
                    Environment = environment,
                    Descriptors = [],
                });
            default:
                var directory = container.WorkingDir is { Length: > 0 } wanted ? wanted : node.Folders.Work(uid, container.Name!);
                var program = ProgramFile.Find(line[0], environment["PATH"], directory, out var problem);
                return program is null
                    ? new StartOutcome.CannotRun(RuntimeError(problem))
                    : Run(pod, container, run, sandboxed: false, ended, new SpawnRequest
                    {
                        Path = program,
                        Arguments = line,
                        Environment = environment,
                        WorkingDirectory = directory,
                        Descriptors = [],
                    });
        }
    }

    /// <summary>A start error in the words that container runtimes use.</summary>
    public static string RuntimeError(string problem) =>
        $"failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: {problem}";

    private static IReadOnlyList<string>? Expand(IReadOnlyList<string>? texts, IReadOnlyDictionary<string, string> values) =>
        texts is null ? null : [.. texts.Select(text => VariableExpansion.Expand(text, values))];

    private StartOutcome Run(Pod pod, Container container, int run, bool sandboxed, Action<ContainerExit> ended, SpawnRequest request)
    {
        var uid = pod.Metadata.Uid!;
        var isolation = node.Isolation.Of(pod, container, run);
        var log = new ContainerLog(LogFiles.Of(node.Folders.Container(uid, container.Name!), run));
        var process = ContainerProcess.Start(
            node, request, isolation, log, sandboxed, ($"{PodMark}={uid}", $"{ContainerMark}={container.Name}"), ended, out var error);
        if (process is not null)
        {
            return new StartOutcome.Running(process);
        }

        log.Finish(node.Time.GetUtcNow(), node.Scratch);
        _ = isolation.Group?.TryRemove();
        return new StartOutcome.CannotRun(RuntimeError($"exec: \"{request.Arguments[0]}\": {LibC.Describe(error).ToLowerInvariant()}"));
    }
}

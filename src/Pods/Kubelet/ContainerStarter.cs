using JobFlows.Domain.Core;
using JobFlows.Domain.Validation;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Images;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>Starts containers: image, variables, user, sandbox, process.</summary>
internal sealed class ContainerStarter(Node node) : IContainerStarter
{
    /// <summary>The variable that marks every process of a pod.</summary>
    public const string PodMark = "JOBFLOWS_POD_UID";

    /// <summary>The variable that tells the processes of a pod's containers apart.</summary>
    public const string ContainerMark = "JOBFLOWS_CONTAINER";

    private static readonly string Home = Environment.GetEnvironmentVariable("HOME") ?? "/";
    private static readonly string HostPath = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : ContainerEnvironment.DefaultPath;

    /// <inheritdoc/>
    public StartOutcome Start(ContainerStart start, Action<ContainerExit> ended)
    {
        var (pod, container) = (start.Pod, start.Container);
        if (FindImage(container, container.Command, container.Args, out var refusal) is null)
        {
            return refusal!;
        }

        var variables = ContainerEnvironment.Read(pod, container, node.Allocatable, node.Objects);
        if (variables is not ContainerVariables.Ready { Values: var values })
        {
            return new StartOutcome.BadConfiguration(((ContainerVariables.Invalid)variables).Message);
        }

        if (FindImage(container, Expand(container.Command, values), Expand(container.Args, values), out refusal) is not { Entry: var entry, CommandLine: var line })
        {
            return refusal!;
        }

        var user = RunAs.Of(pod, container, entry.User, entry.Root);
        if (user is RunAs.Refused { Message: var forbidden })
        {
            return new StartOutcome.BadConfiguration(forbidden);
        }

        return Start(start, values, entry, line, user as RunAs.Other, ended);
    }

    /// <summary>A start error in the words that container runtimes use.</summary>
    public static string RuntimeError(string problem) =>
        $"failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: {problem}";

    /// <summary>Texts with Kubernetes' variables expanded.</summary>
    public static IReadOnlyList<string>? Expand(IReadOnlyList<string>? texts, IReadOnlyDictionary<string, string> values) =>
        texts is null ? null : [.. texts.Select(text => VariableExpansion.Expand(text, values))];

    /// <summary>The outcome for an image whose reference is none; null when it is one.</summary>
    public static StartOutcome.NoImage? InvalidName(string image) => ImageName.Problem(image) is { } wrong
        ? new("InvalidImageName", $"Failed to apply default image tag {GoValue.Quote(image)}: couldn't parse image reference {GoValue.Quote(image)}: {wrong}")
        : null;

    private ImageChoice.Found? FindImage(Container container, IReadOnlyList<string>? command, IReadOnlyList<string>? args, out StartOutcome? refusal)
    {
        var image = container.Image ?? string.Empty;
        refusal = InvalidName(image);
        if (refusal is not null)
        {
            return null;
        }

        var choice = node.Images.Choose(image, command, args);
        refusal = choice is not ImageChoice.Refused { Reason: var reason } ? null
            : container.ImagePullPolicy == "Never" ? new StartOutcome.NoImage("ErrImageNeverPull", $"Container image {GoValue.Quote(image)} is not present with pull policy of Never")
            : new StartOutcome.NoImage("ErrImagePull", reason);
        return choice as ImageChoice.Found;
    }

    private StartOutcome Start(
        ContainerStart start, IReadOnlyDictionary<string, string> values, ImageEntry entry, IReadOnlyList<string> line, RunAs.Other? user, Action<ContainerExit> ended)
    {
        var (pod, container) = (start.Pod, start.Container);
        var uid = pod.Metadata.Uid!;
        var hostname = PodNames.Hostname(pod);
        var environment = ContainerEnvironment.Complete(
            hostname,
            entry.Root is null ? HostPath : ContainerEnvironment.DefaultPath,
            user?.Home ?? (entry.Root is null ? Home : "/root"),
            entry.Env,
            values,
            new(PodMark, uid),
            new(ContainerMark, container.Name!));
        if (FindNul(line, environment) is { } nul)
        {
            return new StartOutcome.CannotRun(RuntimeError(nul));
        }

        node.Folders.MakeContainer(uid, container.Name!);
        var directory = container.WorkingDir is { Length: > 0 } wanted ? wanted : entry.WorkingDir;
        var work = entry.Root is null && user is null ? node.Folders.Work(uid, container.Name!) : "/";
        if (directory?.StartsWith('/') == false)
        {
            return new StartOutcome.CannotRun("failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: Cwd must be an absolute path");
        }

        var byInit = node.Isolation.HasInit(pod);
        if (user is not null && !byInit && UserTool.Find(entry.Root) is null)
        {
            return new StartOutcome.BadConfiguration(UserTool.Advice(entry.Root));
        }

        var sandbox = SandboxPlan.Make(new SandboxRequest
        {
            Container = container,
            Root = entry.Root,
            Directory = directory,
            Fallback = work,
            Hosts = HostsFile.Write(pod, byInit ? hostname : null, node.Folders),
            Volumes = start.Volumes,
            Variables = values,
            ByInit = byInit,
            Bubblewrap = node.Bubblewrap,
            Failures = start.SandboxFailures,
            Message = node.Isolation.MakeMessageFile(pod, container, start.Run, node.Bubblewrap is not null),
        });
        switch (sandbox)
        {
            case Sandbox.Impossible { Message: var impossible }:
                return new StartOutcome.CannotMount(impossible);
            case Sandbox.Misconfigured { Message: var wrong }:
                return new StartOutcome.BadConfiguration(wrong);
        }

        var isolation = node.Isolation.Of(pod, container, start.Run, sandbox, user);
        var request = new SpawnRequest
        {
            Path = line[0],
            Arguments = line,
            Environment = environment,
            WorkingDirectory = sandbox is Sandbox.Made made ? made.Directory : directory ?? work,
            StreamsOwner = user is null ? null : ((uint)user.User, (uint)user.Group),
            Descriptors = [],
        };
        if (byInit)
        {
            return Run(start, request, isolation, sandboxed: false, ended);
        }

        // Nothing comes before the command that could change over to its user, or make what it sees.
        IReadOnlyList<string> change = user is null ? [] : [UserTool.Find(entry.Root)!, .. user.Arguments.Skip(1)];
        if (sandbox is Sandbox.Made apart)
        {
            IReadOnlyList<string> arguments = ["bwrap", .. BubblewrapArguments.Of(apart, hostname), "--", .. change, .. line];
            return Run(start, request with { Path = node.Bubblewrap!, Arguments = arguments, WorkingDirectory = null }, isolation, sandboxed: true, ended);
        }

        return ProgramFile.Find(line[0], environment["PATH"], request.WorkingDirectory, out var problem) is { } program
            ? Run(start, request with { Path = change is [var tool, ..] ? tool : program, Arguments = [.. change, .. line] }, isolation, sandboxed: false, ended)
            : new StartOutcome.CannotRun(RuntimeError(problem));
    }

    /// <summary>What is wrong with a text that the operating system would cut short without a word; null when nothing is.</summary>
    public static string? FindNul(IReadOnlyList<string> line, IReadOnlyDictionary<string, string> environment) =>
        line.FirstOrDefault(text => text.Contains('\0')) is { } argument ? $"invalid argument {GoValue.Quote(argument)}: contains nul byte (\\x00)"
        : environment.FirstOrDefault(pair => pair.Key.Contains('\0') || pair.Value.Contains('\0')) is { Key: { } name } ? $"invalid environment variable {GoValue.Quote(name)}: contains nul byte (\\x00)"
        : null;

    private StartOutcome Run(ContainerStart start, SpawnRequest request, ContainerIsolation isolation, bool sandboxed, Action<ContainerExit> ended)
    {
        var (uid, container) = (start.Pod.Metadata.Uid!, start.Container);
        var folder = node.Folders.Container(uid, container.Name!);
        var log = new ContainerLog(LogFiles.Of(folder, start.Run), node.Settings.Logs);
        if (start.Run > 1)
        {
            LogFiles.RemoveBefore(folder, start.Run - 1);
        }

        var process = ContainerProcess.Start(
            node, request, container, isolation, log, sandboxed, ($"{PodMark}={uid}", $"{ContainerMark}={container.Name}"), ended, out var error);
        if (process is not null)
        {
            return new StartOutcome.Running(process);
        }

        log.Finish(node.Time.GetUtcNow(), node.Scratch);
        _ = isolation.Group?.TryRemove();
        return new StartOutcome.CannotRun(RuntimeError($"exec: \"{request.Arguments[0]}\": {LibC.Describe(error).ToLowerInvariant()}"));
    }
}

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
        IReadOnlyList<string> change = [];
        (uint User, uint Group)? owner = user is null ? null : ((uint)user.User, (uint)user.Group);
        if (user is not null)
        {
            if (UserTool.Find(entry.Root) is not { } tool)
            {
                return new StartOutcome.BadConfiguration(UserTool.Advice(entry.Root));
            }

            change = [tool, .. user.Arguments.Skip(1)];
        }

        var message = node.Isolation.MakeMessageFile(pod, container, start.Run, entry.Root, node.Bubblewrap is not null);
        var sandbox = SandboxPlan.Make(new SandboxRequest
        {
            Container = container,
            Root = entry.Root,
            Directory = directory,
            Fallback = work,
            Hostname = hostname,
            Hosts = HostsFile.Write(pod, node.Folders),
            Volumes = start.Volumes,
            Variables = values,
            Bubblewrap = node.Bubblewrap,
            Failures = start.SandboxFailures,
            Message = message is { ByInit: false } ? message.Mount : null,
        });
        switch (sandbox)
        {
            case Sandbox.Impossible { Message: var impossible }:
                return new StartOutcome.CannotMount(impossible);
            case Sandbox.Misconfigured { Message: var wrong }:
                return new StartOutcome.BadConfiguration(wrong);
            case Sandbox.Bubblewrap { Arguments: var arguments }:
                return Run(pod, container, start.Run, message, sandboxed: true, ended, new SpawnRequest
                {
                    Path = node.Bubblewrap!,
                    Arguments = ["bwrap", .. arguments, "--", .. change, .. line],
                    Environment = environment,
                    StreamsOwner = owner,
                    Descriptors = [],
                });
        }

        var program = ProgramFile.Find(line[0], environment["PATH"], directory ?? work, out var problem);
        return program is null
            ? new StartOutcome.CannotRun(RuntimeError(problem))
            : Run(pod, container, start.Run, message, sandboxed: false, ended, new SpawnRequest
            {
                Path = change is [var tool1, ..] ? tool1 : program,
                Arguments = [.. change, .. line],
                Environment = environment,
                StreamsOwner = owner,
                WorkingDirectory = directory ?? work,
                Descriptors = [],
            });
    }

    /// <summary>What is wrong with a text that the operating system would cut short without a word; null when nothing is.</summary>
    public static string? FindNul(IReadOnlyList<string> line, IReadOnlyDictionary<string, string> environment) =>
        line.FirstOrDefault(text => text.Contains('\0')) is { } argument ? $"invalid argument {GoValue.Quote(argument)}: contains nul byte (\\x00)"
        : environment.FirstOrDefault(pair => pair.Key.Contains('\0') || pair.Value.Contains('\0')) is { Key: { } name } ? $"invalid environment variable {GoValue.Quote(name)}: contains nul byte (\\x00)"
        : null;

    private StartOutcome Run(Pod pod, Container container, int run, MessageFile? message, bool sandboxed, Action<ContainerExit> ended, SpawnRequest request)
    {
        var uid = pod.Metadata.Uid!;
        var isolation = node.Isolation.Of(pod, container, run, message);
        var folder = node.Folders.Container(uid, container.Name!);
        var log = new ContainerLog(LogFiles.Of(folder, run), node.Settings.Logs);
        LogFiles.RemoveBefore(folder, run - 1);
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

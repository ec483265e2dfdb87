using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Logs;
using JobFlows.Pods.Volumes;
using Node = JobFlows.Pods.Kubelet.Node;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>Starts containers through the tool: image, variables, user, mounts, then the container itself.</summary>
internal sealed class EngineStarter(Node node, ContainerEngine engine) : IContainerStarter
{
    /// <inheritdoc/>
    public StartOutcome Start(ContainerStart start, Action<ContainerExit> ended)
    {
        var container = start.Container;
        var named = container.Image ?? string.Empty;
        if (ContainerStarter.InvalidName(named) is { } invalid)
        {
            return invalid;
        }

        var image = node.Images.Replace(named, out var refusal);
        if (refusal is not null)
        {
            return new StartOutcome.NoImage("ErrImagePull", refusal);
        }

        if (!start.MayPull && engine.Images.RecentFailure(image) is { } failure)
        {
            return new StartOutcome.NoImage("ErrImagePull", failure);
        }

        var told = false;
        return new StartOutcome.Preparing((pulling, ready) => engine.Images.Find(
            image,
            container.ImagePullPolicy,
            start.MayPull,
            () =>
            {
                told = true;
                pulling();
            },
            search => ready(() => search switch
            {
                ImageSearch.Found found => Start(start, found, ended),
                ImageSearch.Missing missing => new StartOutcome.NoImage(missing.Reason, missing.Message) { PullTold = told },
                _ => throw new InvalidOperationException($"an unknown result, {search}"),
            })));
    }

    private StartOutcome Start(ContainerStart start, ImageSearch.Found found, Action<ContainerExit> ended)
    {
        var (pod, container) = (start.Pod, start.Container);
        if (ContainerEnvironment.Read(pod, container, node.Allocatable, node.Objects) is var variables && variables is ContainerVariables.Invalid { Message: var wrong })
        {
            return new StartOutcome.BadConfiguration(wrong);
        }

        var values = ((ContainerVariables.Ready)variables).Values;
        var user = EngineUser.Of(pod, container, found.Image.Config?.User);
        if (user.Refusal is { } forbidden)
        {
            return new StartOutcome.BadConfiguration(forbidden);
        }

        var command = ContainerStarter.Expand(container.Command, values) ?? [];
        var arguments = ContainerStarter.Expand(container.Args, values) ?? [];
        if (ContainerStarter.FindNul([.. command, .. arguments], values) is { } nul)
        {
            return new StartOutcome.CannotRun(ContainerStarter.RuntimeError(nul));
        }

        node.Folders.MakeContainer(pod.Metadata.Uid!, container.Name!);
        var plan = MountPlan.Make(new SandboxRequest
        {
            Container = container,
            Fallback = "/",
            Hosts = HostsFile.Write(pod, PodNames.Hostname(pod), node.Folders),
            Volumes = start.Volumes,
            Variables = values,
        });
        return plan.Problem is { } problem
            ? new StartOutcome.BadConfiguration(problem)
            : Start(start, found, values, user, plan.Mounts, command, arguments, ended);
    }

    private StartOutcome.Running Start(
        ContainerStart start,
        ImageSearch.Found found,
        IReadOnlyDictionary<string, string> values,
        EngineUser user,
        IReadOnlyList<BindMount> mounts,
        IReadOnlyList<string> command,
        IReadOnlyList<string> arguments,
        Action<ContainerExit> ended)
    {
        var (pod, container, image) = (start.Pod, start.Container, found.Image);
        var uid = pod.Metadata.Uid!;
        var marks = new Dictionary<string, string>(StringComparer.Ordinal) { [ContainerStarter.PodMark] = uid, [ContainerStarter.ContainerMark] = container.Name! };
        var variables = EngineVariables.Of(new Dictionary<string, string>([.. values.Where(one => !marks.ContainsKey(one.Key)), .. marks], StringComparer.Ordinal), engine.ToolEnvironment);
        var folder = node.Folders.Container(uid, container.Name!);
        var file = LogFiles.Of(folder, start.Run);
        var wanted = container.WorkingDir is { Length: > 0 } named ? named : null;
        MissingDirectories.MakeOnVolume(wanted, mounts);
        var name = $"jobflows-{uid}-{container.Name}-{start.Run}";
        var run = new EngineRun
        {
            Name = name,
            Container = container,
            Create = CommandLines.Create(engine.Tool, new CreateRequest
            {
                Name = name,
                Label = engine.Label,
                Pod = pod,
                Container = container,
                Image = image.Id,
                Hostname = PodNames.Hostname(pod),
                Command = command,
                Arguments = arguments,
                Mounts = [.. mounts, node.Isolation.MakeMessageFile(pod, container, start.Run)],
                MissingDirectory = engine.MissingDirectories.Of(image.Id, wanted),
                Limits = ContainerLimits.Of(container, node.Settings.ProcessLimit),
                User = user.Options,
                Variables = variables.Options,
            }),
            Variables = variables.HandedOn,
            Marks = marks,
            LogFile = file,
            Image = image.Id,
            StopSignal = image.Config?.StopSignal is { Length: > 0 } signal ? signal : null,
            Path = values.GetValueOrDefault("PATH") ?? PathOf(image) ?? ContainerEnvironment.DefaultPath,
            Directory = wanted ?? (image.Config?.WorkingDir is { Length: > 0 } usual ? usual : "/"),
        };
        var log = new ContainerLog(file, node.Settings.Logs);
        if (start.Run > 1)
        {
            LogFiles.RemoveBefore(folder, start.Run - 1);
        }

        return new StartOutcome.Running(EngineProcess.Begin(node, engine, run, log, ended)) { ImageId = image.ShownId, Pulled = found.Pulled };
    }

    private static string? PathOf(ImageFacts image)
    {
        const string path = "PATH=";
        return image.Config?.Env?.FirstOrDefault(one => one.StartsWith(path, StringComparison.Ordinal))?[path.Length..];
    }
}

using System.Security.Cryptography;
using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Linux.Init;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>What this machine lets containers be kept apart with: PID namespaces and control groups.</summary>
internal sealed class NodeIsolation : IDisposable
{
    /// <summary>Where containers write their termination message when they name no other place.</summary>
    public const string DefaultMessagePath = "/dev/termination-log";

    private const int Anybody = 0b110_110_110;
    private readonly NodeSettings settings;
    private readonly PodFolders folders;
    private readonly ControlGroups groups;
    private readonly ContainerInit? init;

    /// <summary>Finds out, and says once what there is not.</summary>
    public NodeIsolation(NodeSettings settings, PodFolders folders)
    {
        (this.settings, this.folders) = (settings, folders);
        init = ContainerInit.Open(out var problem);
        if (init is null)
        {
            Console.Error.WriteLine($"containers share the process numbers of this machine: {problem}");
        }
        else if (!File.Exists(DefaultMessagePath))
        {
            MakeMessagePath();
        }

        groups = ControlGroups.Open(Name(folders.Root), ControlGroupMount.Find(File.ReadAllText("/proc/self/mountinfo"), File.ReadAllText("/proc/self/cgroup")));
        groups.Clear();
        foreach (var (controller, why) in groups.Missing)
        {
            Console.Error.WriteLine($"limits of {controller} are not enforced: {why}");
        }
    }

    /// <summary>Makes the file for a termination message, for a container that can be shown any file.</summary>
    public BindMount MakeMessageFile(Pod pod, Container container, int run) => MakeFile(pod, container, run, MessagePath(container));

    /// <summary>Makes the file for a termination message; null when it can't be shown.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="run">How often it was restarted.</param>
    /// <param name="root">The folder that is the container's root; null for the host's.</param>
    /// <param name="sandboxes">Whether there can be sandboxes.</param>
    public MessageFile? MakeMessageFile(Pod pod, Container container, int run, string? root, bool sandboxes)
    {
        var path = MessagePath(container);

        // Init mounts before the sandbox is made, which shows the host's /dev whatever its root is.
        var byInit = InitOf(pod) is not null && (root is null || path.StartsWith("/dev/", StringComparison.Ordinal)) && File.Exists(path);
        if (!byInit && (!sandboxes || path == DefaultMessagePath))
        {
            return null;
        }

        return new MessageFile(MakeFile(pod, container, run, path), byInit);
    }

    /// <summary>What a run of a container gets.</summary>
    /// <exception cref="IOException">The machine refuses it.</exception>
    public ContainerIsolation Of(Pod pod, Container container, int run, MessageFile? message)
    {
        var uid = pod.Metadata.Uid!;
        var shown = message is { ByInit: true } ? message.Mount : null;
        return new()
        {
            Init = InitOf(pod),
            Group = groups.Make($"{uid}.{container.Name}.{run}", ContainerLimits.Of(container, settings.ProcessLimit)),
            Hostname = PodNames.Hostname(pod),
            MessageFile = shown?.Source,
            MessagePath = shown?.Target,
        };
    }

    public void Dispose()
    {
        groups.Close();
        init?.Dispose();
    }

    private static string MessagePath(Container container) =>
        Path.GetFullPath("/" + (container.TerminationMessagePath is { Length: > 0 } named ? named : DefaultMessagePath));

    private BindMount MakeFile(Pod pod, Container container, int run, string path)
    {
        var file = folders.Message(pod.Metadata.Uid!, container.Name!, run);
        File.Create(file).Dispose();
        LibC.SetMode(file, Anybody);
        return new BindMount(file, path, ReadOnly: false);
    }

    // One folder of pods, one name, so that the next supervisor finds what this one left.
    private static string Name(string folder) => "jobflows-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];

    // A mount point has to be there. In /dev, which is made anew with each start of the machine, an empty file disturbs nobody.
    private static void MakeMessagePath()
    {
        try
        {
            File.Create(DefaultMessagePath).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"containers have no {DefaultMessagePath}: {e.Message}");
        }
    }

    private ContainerInit? InitOf(Pod pod) => pod.Spec?.HostPID == true ? null : init;
}

using System.Security.Cryptography;
using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Containers;
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

    /// <summary>Whether a pod's containers have an init, which makes what they see of the file system as well.</summary>
    public bool HasInit(Pod pod) => InitOf(pod) is not null;

    /// <summary>Makes the file for a termination message; null when it can't be shown.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="run">How often it was restarted.</param>
    /// <param name="sandboxes">Whether there can be sandboxes without an init.</param>
    public BindMount? MakeMessageFile(Pod pod, Container container, int run, bool sandboxes)
    {
        var path = MessagePath(container);
        if (!HasInit(pod) && (!sandboxes || path == DefaultMessagePath))
        {
            return null;
        }

        return MakeFile(pod, container, run, path);
    }

    /// <summary>What a run of a container gets.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="run">How often it was restarted.</param>
    /// <param name="sandbox">What it sees of the file system.</param>
    /// <param name="user">Whom it runs as; null for the supervisor's account.</param>
    /// <exception cref="IOException">The machine refuses it.</exception>
    public ContainerIsolation Of(Pod pod, Container container, int run, Sandbox sandbox, RunAs.Other? user)
    {
        var group = groups.Make($"{pod.Metadata.Uid}.{container.Name}.{run}", ContainerLimits.Of(container, settings.ProcessLimit));
        return new(InitOf(pod), ContainerScript.Make(PodNames.Hostname(pod), group?.Entries ?? [], sandbox, user, Privileges.Of(container.SecurityContext)), group);
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
        LibC.MakeFile(file, Anybody);
        return new BindMount(LibC.Resolve(file) ?? file, path, ReadOnly: false);
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

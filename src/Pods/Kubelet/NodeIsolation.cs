using System.Security.Cryptography;
using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Linux.Init;

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

    /// <summary>What a run of a container gets.</summary>
    /// <exception cref="IOException">The machine refuses it.</exception>
    public ContainerIsolation Of(Pod pod, Container container, int run)
    {
        var uid = pod.Metadata.Uid!;
        var path = container.TerminationMessagePath ?? DefaultMessagePath;
        var shown = init is not null && File.Exists(path);
        return new()
        {
            Init = pod.Spec?.HostPID == true ? null : init,
            Group = groups.Make($"{uid}.{container.Name}.{run}", ContainerLimits.Of(container, settings.ProcessLimit)),
            Hostname = PodNames.Hostname(pod),
            MessageFile = shown ? MakeMessageFile(uid, container.Name!, run) : null,
            MessagePath = shown ? path : null,
        };
    }

    public void Dispose()
    {
        groups.Close();
        init?.Dispose();
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

    private string MakeMessageFile(string uid, string container, int run)
    {
        var file = folders.Message(uid, container, run);
        File.Create(file).Dispose();
        LibC.SetMode(file, Anybody);
        return file;
    }
}

using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>The tools that can start a container on this machine.</summary>
internal static class ContainerTools
{
    private static readonly string[] BusyBoxes = ["/bin/busybox", "/usr/bin/busybox"];

    // Without an init a command is process 1, as in a cluster, and deaf to signals that it does not handle; the suite's commands rely on them.
    private static readonly string[] Options = ["--init"];

    private static readonly Lazy<ContainerToolSearch> Podman = new(() => Find("podman"));
    private static readonly Lazy<ContainerToolSearch> Docker = new(() => Find("docker"));

    /// <summary>A statically linked busybox, from which the image of the tests is made; null when there is none.</summary>
    public static string? BusyBox { get; } = Array.Find(BusyBoxes, IsStatic);

    /// <summary>Whether a tool can start containers, with its reasons.</summary>
    public static ContainerToolSearch Of(string name) => (name == "podman" ? Podman : Docker).Value;

    private static ContainerToolSearch Find(string name) => ContainerToolFinder.FindAsync(name, Options).GetAwaiter().GetResult();

    // A program that needs a loader names it.
    private static bool IsStatic(string file) => File.Exists(file) && File.ReadAllBytes(file).AsSpan().IndexOf("/ld-linux"u8) < 0;
}

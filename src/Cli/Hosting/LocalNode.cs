using System.Runtime.InteropServices;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Cli.Hosting;

/// <summary>This machine as the one Node.</summary>
internal static class LocalNode
{
    /// <summary>The node's name: the machine's, in the form of a DNS label.</summary>
    public static string Name { get; } = new string([.. Environment.MachineName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-') is { Length: > 0 } name ? name : "jobflows";

    /// <summary>The Node object as of now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="folder">The folder whose disk pods write to.</param>
    /// <param name="tool">What runs containers, or null.</param>
    /// <param name="allocatable">What pods may request, where that is not all the machine has.</param>
    public static Node Describe(DateTimeOffset now, string folder, ContainerTool? tool, IReadOnlyDictionary<string, Quantity> allocatable)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024;
        var capacity = new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["cpu"] = new(Environment.ProcessorCount.ToString()),
            ["memory"] = new($"{memory}Ki"),
            ["ephemeral-storage"] = new($"{new DriveInfo(folder).TotalSize / 1024}Ki"),
            ["pods"] = new("10000"),
        };
        var architecture = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "amd64", Architecture.Arm64 => "arm64", var other => other.ToString().ToLowerInvariant() };
        var os = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "windows";
        return new Node
        {
            Metadata = new ObjectMeta
            {
                Name = Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["kubernetes.io/hostname"] = Name,
                    ["kubernetes.io/os"] = os,
                    ["kubernetes.io/arch"] = architecture,
                },
            },
            Spec = new NodeSpec(),
            Status = new NodeStatus
            {
                Capacity = capacity,
                Allocatable = new Dictionary<string, Quantity>([.. capacity.Where(one => !allocatable.ContainsKey(one.Key)), .. allocatable], StringComparer.Ordinal),
                Conditions = [new NodeCondition { Type = "Ready", Status = "True", Reason = "JobFlowsReady", Message = "the server is running", LastHeartbeatTime = now, LastTransitionTime = now }],
                Addresses = [new NodeAddress { Type = "InternalIP", Address = "127.0.0.1" }, new NodeAddress { Type = "Hostname", Address = Name }],
                NodeInfo = new NodeSystemInfo
                {
                    MachineID = "",
                    SystemUUID = "",
                    BootID = "",
                    KernelVersion = Environment.OSVersion.Version.ToString(),
                    OsImage = RuntimeInformation.OSDescription,
                    ContainerRuntimeVersion = tool is null ? "jobflows://process" : $"{tool.Name}://{tool.Version}",
                    KubeletVersion = "v1.36.0+jobflows",
                    KubeProxyVersion = "",
                    OperatingSystem = os,
                    Architecture = architecture,
                },
            },
        };
    }
}

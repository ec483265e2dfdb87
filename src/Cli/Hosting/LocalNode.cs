using System.Runtime.InteropServices;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Cli.Hosting;

/// <summary>This machine as the one Node.</summary>
internal static class LocalNode
{
    /// <summary>The node's name: the machine's, in the form of a DNS label.</summary>
    public static string Name { get; } = new string([.. Environment.MachineName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Trim('-') is { Length: > 0 } name ? name : "jobflows";

    /// <summary>The Node object as of now.</summary>
    public static Node Describe(DateTimeOffset now)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024;
        var capacity = new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["cpu"] = new(Environment.ProcessorCount.ToString()),
            ["memory"] = new($"{memory}Ki"),
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
                Allocatable = capacity,
                Conditions = [new NodeCondition { Type = "Ready", Status = "True", Reason = "JobFlowsReady", Message = "the server is running", LastHeartbeatTime = now, LastTransitionTime = now }],
                Addresses = [new NodeAddress { Type = "InternalIP", Address = "127.0.0.1" }, new NodeAddress { Type = "Hostname", Address = Name }],
                NodeInfo = new NodeSystemInfo
                {
                    MachineID = "",
                    SystemUUID = "",
                    BootID = "",
                    KernelVersion = Environment.OSVersion.Version.ToString(),
                    OsImage = RuntimeInformation.OSDescription,
                    ContainerRuntimeVersion = "jobflows://process",
                    KubeletVersion = "v1.36.0+jobflows",
                    KubeProxyVersion = "",
                    OperatingSystem = os,
                    Architecture = architecture,
                },
            },
        };
    }
}

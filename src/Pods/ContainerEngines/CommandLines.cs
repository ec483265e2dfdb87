using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>What podman and docker are told; where they differ, it is said here.</summary>
internal static class CommandLines
{
    private const string Period = "100000";

    /// <summary>Creates a container.</summary>
    public static IReadOnlyList<string> Create(ContainerTool tool, CreateRequest request)
    {
        var (pod, container) = (request.Pod, request.Container);
        return
        [
            "create", "--name", request.Name, "--label", request.Label,
            "--label", $"io.kubernetes.pod.namespace={pod.Metadata.Namespace}",
            "--label", $"io.kubernetes.pod.name={pod.Metadata.Name}",
            "--label", $"io.kubernetes.pod.uid={pod.Metadata.Uid}",
            "--label", $"io.kubernetes.container.name={container.Name}",
            "--pull", "never", "--log-driver", "none", "--network", "host", "--hostname", request.Hostname, "--security-opt", "label=disable",

            // podman would set the proxy variables of this machine.
            .. tool.Kind == ContainerToolKind.Podman ? (string[])["--http-proxy=false"] : [],
            .. pod.Spec?.HostPID == true ? (string[])["--pid", "host"] : [],
            .. pod.Spec?.HostIPC == true ? (string[])["--ipc", "host"] : [],
            .. container.Stdin == true ? (string[])["--interactive"] : [],
            .. container.Tty == true ? (string[])["--tty"] : [],
            .. container.WorkingDir is { Length: > 0 } directory ? (string[])["--workdir", directory] : [],
            .. Security(tool, container.SecurityContext),
            .. tool.Limits ? Limits(request.Limits) : [],
            .. request.User,
            .. request.Mounts.SelectMany(mount => (string[])["--mount", Mount(mount)]),
            .. request.MissingDirectory is { } missing ? (string[])["--mount", $"type=volume,{Field("target", missing)}"] : [],
            .. request.Variables,
            .. tool.CreateOptions,
            .. request.Command is [var program, ..] ? (string[])["--entrypoint", program] : [],
            "--", request.Image, .. request.Command.Skip(1), .. request.Arguments,
        ];
    }

    /// <summary>Starts a container, and stays with its streams until it ends.</summary>
    public static IReadOnlyList<string> Start(ContainerTool tool, string name, bool input) =>
    [
        "start", "--attach", .. input ? (string[])["--interactive"] : [],
        .. tool.Kind == ContainerToolKind.Podman ? (string[])["--sig-proxy=false", "--detach-keys="] : [], name,
    ];

    /// <summary>Runs a further command in a container.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="name">The container.</param>
    /// <param name="mark">A variable that tells the command's processes from all others, <c>NAME=value</c>.</param>
    /// <param name="terminal">Whether its streams are a terminal.</param>
    /// <param name="command">The command.</param>
    public static IReadOnlyList<string> Exec(ContainerTool tool, string name, string mark, bool terminal, IReadOnlyList<string> command) =>
    [
        "exec", "--interactive", .. terminal ? (string[])["--tty"] : [],
        .. tool.Kind == ContainerToolKind.Podman ? (string[])["--detach-keys="] : [], "--env", mark, name, .. command,
    ];

    /// <summary>Sends a signal to a container's main process.</summary>
    public static IReadOnlyList<string> Kill(string name, string signal) => ["kill", "--signal", signal, name];

    /// <summary>Kills and removes containers, and the volumes that are only theirs.</summary>
    public static IReadOnlyList<string> Remove(IReadOnlyList<string> names) => ["rm", "--force", "--volumes", .. names];

    private static List<string> Security(ContainerTool tool, SecurityContext? context)
    {
        var options = new List<string>();
        if (context?.Privileged == true)
        {
            options.Add("--privileged");
        }

        if (context?.AllowPrivilegeEscalation == false)
        {
            options.AddRange(["--security-opt", "no-new-privileges"]);
        }

        if (context?.SeccompProfile?.Type == "Unconfined")
        {
            options.AddRange(["--security-opt", "seccomp=unconfined"]);
        }

        if (context?.ReadOnlyRootFilesystem == true)
        {
            // podman would mount folders that can be written to over /tmp and others.
            options.AddRange(["--read-only", .. tool.Kind == ContainerToolKind.Podman ? (string[])["--read-only-tmpfs=false"] : []]);
        }

        options.AddRange((context?.Capabilities?.Drop ?? []).SelectMany(one => (string[])["--cap-drop", one]));
        options.AddRange((context?.Capabilities?.Add ?? []).SelectMany(one => (string[])["--cap-add", one]));
        return options;
    }

    // Memory without swap, as in a cluster.
    private static List<string> Limits(ResourceLimits limits)
    {
        var options = new List<string>();
        Add("--cpu-shares", limits.CpuShares);
        if (limits.CpuQuota is not null)
        {
            options.AddRange(["--cpu-period", Period]);
            Add("--cpu-quota", limits.CpuQuota);
        }

        Add("--memory", limits.Memory);
        Add("--memory-swap", limits.Memory);
        Add("--pids-limit", limits.Processes);
        return options;

        void Add(string option, long? value)
        {
            if (value is { } number)
            {
                options.AddRange([option, number.ToString(CultureInfo.InvariantCulture)]);
            }
        }
    }

    // A record of comma-separated values, quoted where they need it.
    private static string Mount(BindMount mount) =>
        string.Join(',', (string[])["type=bind", Field("source", mount.Source), Field("target", mount.Target), .. mount.ReadOnly ? (string[])["readonly"] : []]);

    private static string Field(string name, string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name}={value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : $"{name}={value}";
}

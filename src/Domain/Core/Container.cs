using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>One program of a pod: the image it comes from, the command, its environment, files and limits.</summary>
public sealed record Container
{
    /// <summary>
    /// A name unique among all containers of the pod: a DNS label of at most 63 lower-case letters, digits and hyphens. Required.
    /// </summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The container image to run, such as busybox:1.36. Without a tag or digest, latest is meant.</summary>
    public string? Image { get; init; }

    /// <summary>
    /// The program and its first arguments, run without a shell; replaces the image's ENTRYPOINT. $(NAME) stands for the environment
    /// variable NAME, $$ for a plain dollar sign; unknown names stay as written.
    /// </summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The arguments, after the command or the image's ENTRYPOINT; replaces the image's CMD. Expanded like command.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>The directory the program starts in. By default the image's.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Ports the program listens on, for information: a port left out is reachable all the same.</summary>
    [PatchMerge("containerPort")]
    [ListMap("containerPort", "protocol")]
    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    /// <summary>
    /// Sources whose every key becomes an environment variable. A later source wins over an earlier one, and env over them all.
    /// </summary>
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }

    /// <summary>Environment variables, in order: a value may refer to the ones before it.</summary>
    [PatchMerge("name")]
    [ListMap("name")]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>How much CPU, memory and other resources the container needs, and the most it may use.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>Whether changing a resource of the running container needs a restart.</summary>
    public IReadOnlyList<ContainerResizePolicy>? ResizePolicy { get; init; }

    /// <summary>
    /// Overrides the pod's restartPolicy for this container: Always, OnFailure or Never. On an init container, Always makes a sidecar: it
    /// starts in turn, runs beside the main containers, and is stopped after they have ended.
    /// </summary>
    public string? RestartPolicy { get; init; }

    /// <summary>
    /// Rules on exit codes, at most 20, the first match deciding; if none matches, restartPolicy does. With rules, restartPolicy has to
    /// be set as well.
    /// </summary>
    public IReadOnlyList<ContainerRestartRule>? RestartPolicyRules { get; init; }

    /// <summary>Where volumes of the pod appear in the container's file system.</summary>
    [PatchMerge("mountPath")]
    [ListMap("mountPath")]
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    /// <summary>Volumes that appear in the container as raw block devices.</summary>
    [PatchMerge("devicePath")]
    [ListMap("devicePath")]
    public IReadOnlyList<VolumeDevice>? VolumeDevices { get; init; }

    /// <summary>A check that the program still works. When it fails too often, the container is restarted.</summary>
    public Probe? LivenessProbe { get; init; }

    /// <summary>A check that the program can take requests. While it fails, the container isn't ready; it isn't restarted.</summary>
    public Probe? ReadinessProbe { get; init; }

    /// <summary>
    /// A check that the program has started; the other probes wait for it. When it fails too often, the container is restarted.
    /// </summary>
    public Probe? StartupProbe { get; init; }

    /// <summary>What to do right after the container starts and before it is stopped.</summary>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>
    /// The file into which the program may write a last message of at most 4096 bytes; all messages of a pod together may have 12 KiB.
    /// Defaults to /dev/termination-log.
    /// </summary>
    public string? TerminationMessagePath { get; init; }

    /// <summary>
    /// Where the last message comes from: File (the default) reads terminationMessagePath; FallbackToLogsOnError takes the end of the log
    /// (2048 bytes or 80 lines at most) when that file is empty and the container failed.
    /// </summary>
    public string? TerminationMessagePolicy { get; init; }

    /// <summary>
    /// When to fetch the image: Always, IfNotPresent or Never. Defaults to Always for the tag latest, otherwise to IfNotPresent.
    /// </summary>
    public string? ImagePullPolicy { get; init; }

    /// <summary>The user, the privileges and the confinement to run with. Wins over the pod's securityContext.</summary>
    public SecurityContext? SecurityContext { get; init; }

    /// <summary>Whether to keep standard input open. Defaults to false: the program reads end of file.</summary>
    public bool? Stdin { get; init; }

    /// <summary>Whether standard input closes for good when the first client that attached leaves. Defaults to false.</summary>
    public bool? StdinOnce { get; init; }

    /// <summary>Whether the program gets a terminal; needs stdin. Defaults to false.</summary>
    public bool? Tty { get; init; }
}

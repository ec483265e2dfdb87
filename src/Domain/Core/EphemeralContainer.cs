using System.ComponentModel.DataAnnotations;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>
/// A container added to a running pod to debug it. It is never restarted, and has no ports, probes, lifecycle hooks or resources of its
/// own.
/// </summary>
public sealed record EphemeralContainer
{
    /// <summary>A name unique among all containers of the pod: a DNS label. Required.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The container image to run.</summary>
    public string? Image { get; init; }

    /// <summary>
    /// The program and its first arguments, run without a shell; replaces the image's ENTRYPOINT. $(NAME) stands for the environment
    /// variable NAME.
    /// </summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The arguments, after the command or the image's ENTRYPOINT; replaces the image's CMD.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>The directory the program starts in. By default the image's.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
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

    /// <summary>Not allowed for ephemeral containers: they use what the pod has left.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public IReadOnlyList<ContainerResizePolicy>? ResizePolicy { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public IReadOnlyList<ContainerRestartRule>? RestartPolicyRules { get; init; }

    /// <summary>Where volumes of the pod appear in the container's file system. Sub paths aren't allowed.</summary>
    [PatchMerge("mountPath")]
    [ListMap("mountPath")]
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    /// <summary>Volumes that appear in the container as raw block devices.</summary>
    [PatchMerge("devicePath")]
    [ListMap("devicePath")]
    public IReadOnlyList<VolumeDevice>? VolumeDevices { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public Probe? LivenessProbe { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public Probe? ReadinessProbe { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public Probe? StartupProbe { get; init; }

    /// <summary>Not allowed for ephemeral containers.</summary>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>The file into which the program may write a last message. Defaults to /dev/termination-log.</summary>
    public string? TerminationMessagePath { get; init; }

    /// <summary>Where the last message comes from: File (the default) or FallbackToLogsOnError.</summary>
    public string? TerminationMessagePolicy { get; init; }

    /// <summary>
    /// When to fetch the image: Always, IfNotPresent or Never. Defaults to Always for the tag latest, otherwise to IfNotPresent.
    /// </summary>
    public string? ImagePullPolicy { get; init; }

    /// <summary>The user, the privileges and the confinement to run with.</summary>
    public SecurityContext? SecurityContext { get; init; }

    /// <summary>Whether to keep standard input open. Defaults to false.</summary>
    public bool? Stdin { get; init; }

    /// <summary>Whether standard input closes for good when the first client that attached leaves. Defaults to false.</summary>
    public bool? StdinOnce { get; init; }

    /// <summary>Whether the program gets a terminal; needs stdin. Defaults to false.</summary>
    public bool? Tty { get; init; }

    /// <summary>The container whose processes it can see. By default the pod's own namespaces apply.</summary>
    public string? TargetContainerName { get; init; }
}

using System.CommandLine;
using JobFlows.Cli.Hosting;

namespace JobFlows.Cli.Commands;

/// <summary>The settings that several verbs share.</summary>
internal static class Settings
{
    public static Option<string> Pods() => Setting.Create(
        "--pods",
        "What runs the pods: processes on this machine; containers on this machine, by podman or docker; workers that take them from a queue (serve --storage and jobflows worker); Azure Container Instances; nothing (whoever writes pods/status plays the kubelet); or instant success.",
        PodRuntimes.Process,
        PodRuntimes.All);

    public static Option<string> ContainerTool() => Setting.Create("--container-tool", "What runs containers: podman, docker, or the path of one. Default: the first of the two that can.", "");

    public static Option<string> ContainerOptions() => Setting.Create(
        "--container-options", "More options for every container, as 'podman create' or 'docker create' takes them, with spaces between them; such as --init.", "");

    public static Option<string> Images() => Setting.Create("--images", "A file with more entries for the image catalogue (docs/images.md).", "");

    public static Option<string> Claims() => Setting.Create(
        "--claims", "The folder of the folders that persistentVolumeClaims mean, NAMESPACE/NAME. Default: claims in the data folder.", "");

    public static Option<string> Allocatable()
    {
        var option = Setting.Create(
            "--allocatable",
            "What pods may request altogether, such as cpu=8,memory=16Gi,pods=200; what isn't named is the machine's. off: pods start without waiting for room.",
            "");
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && Hosting.Allocatable.Parse(value) is null)
            {
                result.AddError($"--allocatable (or JOBFLOWS_ALLOCATABLE) must be off or a list such as cpu=8,memory=16Gi, not '{value}'");
            }
        });
        return option;
    }

    public static Option<string> ProcessLimit()
    {
        var option = Setting.Create("--pod-pids-limit", "The most processes and threads that a container may have, where control groups can limit them; 0 for any number.", "4096");
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !long.TryParse(value, System.Globalization.NumberStyles.None, null, out _))
            {
                result.AddError($"--pod-pids-limit (or JOBFLOWS_POD_PIDS_LIMIT) must be a number, not '{value}'");
            }
        });
        return option;
    }

    public static Option<string> LogFileSize()
    {
        var option = Setting.Create("--container-log-max-size", "A container's log file of this size is full, and the next is begun; such as 500Ki or 10Mi.", "10Mi");
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && ByteSize.Parse(value) is null or < 1024)
            {
                result.AddError($"--container-log-max-size (or JOBFLOWS_CONTAINER_LOG_MAX_SIZE) must be a size from 1Ki on, such as 10Mi, not '{result.GetValueOrDefault<string>()}'");
            }
        });
        return option;
    }

    public static Option<string> LogFiles()
    {
        var option = Setting.Create("--container-log-max-files", "The most log files of one run of a container; the oldest goes when another is begun.", "5");
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !(int.TryParse(value, System.Globalization.NumberStyles.None, null, out var files) && files >= 2))
            {
                result.AddError($"--container-log-max-files (or JOBFLOWS_CONTAINER_LOG_MAX_FILES) must be a number from 2 on, not '{value}'");
            }
        });
        return option;
    }

    public static Option<string> LogLevel() => Setting.Create(
        "--log-level", "What to log to standard error.", "warning", "trace", "debug", "information", "warning", "error", "critical", "none");
}

using System.CommandLine;
using JobFlows.Cli.Hosting;

namespace JobFlows.Cli.Commands;

/// <summary>The settings that several verbs share.</summary>
internal static class Settings
{
    public static Option<string> Pods() => Setting.Create(
        "--pods", "What runs the pods: processes on this machine; workers that take them from a queue (serve --storage and jobflows worker); nothing (whoever writes pods/status plays the kubelet); or instant success.", PodRuntimes.Process, PodRuntimes.All);

    public static Option<string> Images() => Setting.Create("--images", "A file with more entries for the image catalogue (docs/images.md).", "");

    public static Option<string> Claims() => Setting.Create(
        "--claims", "The folder of the folders that persistentVolumeClaims mean, NAMESPACE/NAME. Default: claims in the data folder.", "");

    public static Option<string> LogLevel() => Setting.Create(
        "--log-level", "What to log to standard error.", "warning", "trace", "debug", "information", "warning", "error", "critical", "none");
}

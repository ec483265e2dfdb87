namespace JobFlows.Cli.Hosting;

/// <summary>The names of the pod runtimes, as <c>--pods</c> takes them.</summary>
internal static class PodRuntimes
{
    public const string Process = "process";
    public const string Manual = "manual";
    public const string Instant = "instant";

    public static readonly string[] All = [Process, Manual, Instant];
}

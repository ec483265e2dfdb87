using System.Reflection;
using System.Runtime.InteropServices;

namespace JobFlows.Bench.Report;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Cores, CPU, memory, kernel, runtime and build, in a line.</summary>
    public static string Describe()
    {
        var configuration = typeof(Machine).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return $"{Environment.ProcessorCount} cores, {Cpu()}, {memory:0} GiB, Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}, {RuntimeInformation.FrameworkDescription}, {configuration} build";
    }

    private static string Cpu() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.OSArchitecture.ToString();
}

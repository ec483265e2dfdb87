using System.Diagnostics;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>Programs that tests use where they are installed.</summary>
internal static class Tool
{
    private static readonly Dictionary<string, string[]> Probes = new(StringComparer.Ordinal)
    {
        ["kubectl"] = ["version", "--client"],
        // Installed is not enough: it needs user namespaces, or root.
        ["bwrap"] = ["--ro-bind", "/", "/", "true"],
        ["npm"] = ["--version"],
        ["perl"] = ["-Mbignum=bpi", "-e", "1"],
    };

    private static readonly Dictionary<string, bool> Found = Probes.ToDictionary(one => one.Key, one => Works(one.Key, one.Value), StringComparer.Ordinal);

    /// <summary>Whether a tool is there and works.</summary>
    public static bool IsUsable(string name) => Found[name];

    private static bool Works(string name, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

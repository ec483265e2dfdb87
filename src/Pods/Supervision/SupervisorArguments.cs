using System.Globalization;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Logs;

namespace JobFlows.Pods.Supervision;

/// <summary>The supervisor's command line.</summary>
internal static class SupervisorArguments
{
    private const string Directory = "--directory";
    private const string Name = "--node";
    private const string Catalogue = "--catalogue";
    private const string Bubblewrap = "--bubblewrap";
    private const string Idle = "--idle-seconds";
    private const string ProcessLimit = "--process-limit";
    private const string EndsWithServer = "--ends-with-server";
    private const string Tool = "--container-tool";
    private const string LogFileBytes = "--log-file-bytes";
    private const string LogFiles = "--log-files";

    /// <summary>The settings as arguments.</summary>
    public static IReadOnlyList<string> Write(NodeSettings settings) =>
    [
        Directory, settings.Directory,
        Name, settings.Name,
        Idle, settings.Idle.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        EndsWithServer, settings.EndsWithServer.ToString(),
        .. settings.ProcessLimit is { } limit ? (string[])[ProcessLimit, limit.ToString(CultureInfo.InvariantCulture)] : [],
        LogFileBytes, settings.Logs.FileBytes.ToString(CultureInfo.InvariantCulture),
        LogFiles, settings.Logs.Files.ToString(CultureInfo.InvariantCulture),
        .. settings.Catalogue is { } catalogue ? (string[])[Catalogue, catalogue] : [],
        .. settings.ContainerTool is { } tool ? (string[])[Tool, tool.Write()] : [],
        Bubblewrap, settings.Bubblewrap,
    ];

    /// <summary>Reads them back.</summary>
    /// <exception cref="ArgumentException">They are not what <see cref="Write"/> writes.</exception>
    public static NodeSettings Read(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            values[arguments[i]] = arguments[i + 1];
        }

        return values.TryGetValue(Directory, out var directory) && values.TryGetValue(Name, out var name) && values.TryGetValue(Idle, out var idle)
            ? new NodeSettings(
                directory,
                name,
                values.GetValueOrDefault(Catalogue),
                values.GetValueOrDefault(Bubblewrap, "bwrap"),
                TimeSpan.FromSeconds(double.Parse(idle, CultureInfo.InvariantCulture)),
                values.GetValueOrDefault(EndsWithServer) == bool.TrueString)
            {
                Logs = values.TryGetValue(LogFileBytes, out var bytes) && values.TryGetValue(LogFiles, out var files)
                    ? new LogLimits(long.Parse(bytes, CultureInfo.InvariantCulture), int.Parse(files, CultureInfo.InvariantCulture))
                    : new LogLimits(),
                ContainerTool = values.TryGetValue(Tool, out var tool) ? ContainerTool.Read(tool) : null,
                ProcessLimit = values.TryGetValue(ProcessLimit, out var limit) ? long.Parse(limit, CultureInfo.InvariantCulture) : null,
            }
            : throw new ArgumentException("The pod supervisor is started by the server only.", nameof(arguments));
    }
}

using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>Gives a container's main process its terminal as its own.</summary>
internal static class OwnTerminal
{
    private static readonly string[] SetSid = ["usr/bin/setsid", "bin/setsid"];

    /// <summary>
    /// Changes the request accordingly. bwrap stays between the supervisor and the command and would die of a Ctrl-C that the command handles;
    /// where the sandbox has setsid, the command gets a session without it.
    /// </summary>
    public static SpawnRequest Give(SpawnRequest request, bool sandboxed)
    {
        var environment = new Dictionary<string, string>(request.Environment, StringComparer.Ordinal);
        environment.TryAdd("TERM", "xterm");
        request = request with { Environment = environment };
        var command = request.Arguments.ToList().IndexOf("--") + 1;
        if (!sandboxed || command == 0 || !SetSid.Any(file => File.Exists(Path.Combine(Root(request.Arguments), file))))
        {
            return request with { OwnTerminal = true };
        }

        return request with { Arguments = [.. request.Arguments.Take(command), "setsid", "-c", .. request.Arguments.Skip(command)] };
    }

    // The folder that bwrap is told to show as the root.
    private static string Root(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i + 2 < arguments.Count; i++)
        {
            if (arguments[i] is "--bind" or "--ro-bind" or "--dev-bind" && arguments[i + 2] == "/")
            {
                return arguments[i + 1];
            }
        }

        return "/";
    }
}

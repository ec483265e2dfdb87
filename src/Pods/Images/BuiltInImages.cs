namespace JobFlows.Pods.Images;

/// <summary>The entries every catalogue ends with.</summary>
internal static class BuiltInImages
{
    // What the pause image does: nothing, until a signal asks it to go.
    private static readonly IReadOnlyList<string> Pause = ["/bin/sh", "-c", "trap 'exit 0' TERM INT; sleep infinity & wait"];

    /// <summary>In the order they are tried; the last one matches everything.</summary>
    public static IReadOnlyList<ImageEntry> Entries { get; } =
    [
        Host("busybox", "sh") with { HasBusyboxShell = true },
        Host("alpine", "/bin/sh") with { HasBusyboxShell = true },
        Host("ubuntu", "/bin/bash"),
        Host("debian", "bash"),
        Host("bash", "bash"),
        Host("perl", "perl", "-de0"),
        Host("python", "python3"),
        Host("node", "node"),
        Host("ruby", "irb"),
        Host("golang", "bash"),
        new ImageEntry { Name = "pause*", Entrypoint = ["/pause"], Instead = Instead("/pause") },
        new ImageEntry { Name = "agnhost", Entrypoint = ["/agnhost"], Cmd = ["pause"], Instead = Instead("/agnhost pause") },
        new ImageEntry { Name = "*" },
    ];

    private static ImageEntry Host(string name, params IReadOnlyList<string> command) => new() { Name = name, Cmd = command };

    private static Dictionary<string, IReadOnlyList<string>> Instead(string line) => new() { [line] = Pause };
}

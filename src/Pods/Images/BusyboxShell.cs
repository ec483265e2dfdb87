using JobFlows.Pods.Containers;

namespace JobFlows.Pods.Images;

/// <summary>What runs on the host for the <c>sh</c> of images whose shell is busybox's. It understands more than a POSIX shell has to
/// (<c>[[</c>, <c>$RANDOM</c>, <c>trap … SIGTERM</c>), and so do scripts for these images.</summary>
/// <param name="find">The file of a program of this machine; null where there is none.</param>
internal sealed class BusyboxShell(Func<string, string?> find)
{
    private readonly Lazy<IReadOnlyList<string>?> shell = new(() => find("bash") is { } bash ? [bash] : find("busybox") is { } busybox ? [busybox, "sh"] : null);

    /// <summary>That of this machine.</summary>
    public static BusyboxShell OnHost { get; } = new(program =>
        ProgramFile.Find(program, Environment.GetEnvironmentVariable("PATH") ?? ContainerEnvironment.DefaultPath, "/", out _));

    /// <summary>The choice, with another shell if it calls busybox's.</summary>
    public ImageChoice StandIn(ImageChoice choice) =>
        choice is ImageChoice.Found { Entry.HasBusyboxShell: true, CommandLine: ["sh" or "/bin/sh" or "ash" or "/bin/ash", ..] line } found && shell.Value is { } other
            ? found with { CommandLine = [.. other, .. line.Skip(1)] }
            : choice;
}

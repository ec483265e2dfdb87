namespace JobFlows.Pods.Volumes;

/// <summary>The arguments with which bubblewrap (<c>bwrap</c>) makes a sandbox.</summary>
internal static class BubblewrapArguments
{
    /// <summary>Writes them; <c>--</c> and the command are still to be added.</summary>
    /// <param name="sandbox">What to make.</param>
    /// <param name="hostname">The pod's host name.</param>
    public static IReadOnlyList<string> Of(Sandbox.Made sandbox, string hostname) =>
    [
        "--die-with-parent", "--unshare-uts", "--hostname", hostname, "--json-status-fd", "4",
        .. sandbox.Steps.SelectMany(Of), "--chdir", sandbox.Directory,
    ];

    private static IReadOnlyList<string> Of(SandboxStep step) => step switch
    {
        SandboxStep.Root root => [root.ReadOnly ? "--ro-bind" : root.Source == "/" ? "--dev-bind" : "--bind", root.Source, "/"],
        SandboxStep.Bind { Mount: var mount, Optional: var optional } =>
            [(mount.ReadOnly ? "--ro-bind" : "--dev-bind") + (optional ? "-try" : ""), mount.Source, mount.Target],
        SandboxStep.Memory memory => ["--perms", Convert.ToString(memory.Mode, 8), "--tmpfs", memory.Target],
        SandboxStep.Link link => ["--symlink", link.Text, link.Path],
        SandboxStep.Folder folder => ["--dir", folder.Path],
        SandboxStep.Processes => ["--proc", "/proc"],
        SandboxStep.Freeze frozen => ["--remount-ro", frozen.Path],
        _ => throw new InvalidOperationException($"unknown step {step}"),
    };
}

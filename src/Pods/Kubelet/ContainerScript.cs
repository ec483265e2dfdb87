using JobFlows.Pods.Containers;
using JobFlows.Pods.Linux.Init;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>What init does for a container before it starts its command.</summary>
internal static class ContainerScript
{
    /// <summary>Writes it down.</summary>
    /// <param name="hostname">The pod's host name.</param>
    /// <param name="groups">The files through which the control groups are entered.</param>
    /// <param name="sandbox">What the container sees of the file system.</param>
    /// <param name="user">Whom it runs as; null for the supervisor's account.</param>
    /// <param name="privileges">What it may do.</param>
    public static InitScript Make(string hostname, IEnumerable<string> groups, Sandbox sandbox, RunAs.Other? user, Privileges privileges)
    {
        var script = new InitScript().Hostname(hostname);
        foreach (var file in groups)
        {
            script.Enter(file);
        }

        if (sandbox is Sandbox.Made made)
        {
            if (made is { NewRoot: true, Steps: not [SandboxStep.Root, ..] })
            {
                script.EmptyRoot();
            }

            foreach (var step in made.Steps)
            {
                Add(script, step);
            }

            script.Directory(made.Directory);
        }

        if (privileges.Capabilities is { } capabilities)
        {
            script.Capabilities(capabilities);
        }

        if (privileges.NoNewPrivileges)
        {
            script.NoNewPrivileges();
        }

        return user is null ? script : script.User(user.User, user.Group, user.Groups);
    }

    private static InitScript Add(InitScript script, SandboxStep step) => step switch
    {
        SandboxStep.Root root => script.Root(root.Source, root.ReadOnly),
        SandboxStep.Bind { Mount: var mount, Optional: var optional } => script.Bind(mount.Source, mount.Target, mount.ReadOnly, optional),
        SandboxStep.Memory memory => script.Memory(memory.Mode, memory.Target),
        SandboxStep.Link link => script.Link(link.Text, link.Path),
        SandboxStep.Folder folder => script.Folder(folder.Path),
        SandboxStep.Processes => script.Folder("/proc"),
        SandboxStep.Freeze frozen => script.Freeze(frozen.Path),
        _ => throw new InvalidOperationException($"unknown step {step}"),
    };
}

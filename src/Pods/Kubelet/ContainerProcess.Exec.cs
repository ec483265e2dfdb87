using JobFlows.Pods.Execution;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Linux.Init;

namespace JobFlows.Pods.Kubelet;

/// <summary>Further processes in a running container.</summary>
internal unsafe partial class ContainerProcess
{
    private static readonly TimeSpan SandboxPause = TimeSpan.FromMilliseconds(5);

    private readonly HashSet<ExecProcess> execs = [];

    /// <summary>
    /// Runs a further process: with the environment, the working directory, the namespaces and the user of the container. It is killed when the
    /// container ends, and its container has not ended before it has.
    /// </summary>
    public void Run(ExecProcess exec)
    {
        execs.RemoveWhere(one => one.Over);
        execs.Add(exec);
        Enter(exec);
    }

    // The sandbox takes a moment to be made.
    private protected virtual void Enter(ExecProcess exec)
    {
        if (exec.Over)
        {
            return;
        }

        if (pidFd < 0)
        {
            exec.End(new ExecOutcome.NotStarted());
        }
        else if (EnteredProcess() is not { } main)
        {
            node.Loop.After(SandboxPause, () => Enter(exec));
        }
        else if (ContainerEntry.Plan(main, command.Environment, Directory(), exec.Command, out var problem) is { } request)
        {
            GiveStreams(exec.Command);
            Spawn(exec, request);
        }
        else
        {
            exec.End(new ExecOutcome.CannotRun(problem));
        }
    }

    // So that another user can open them by name as well, such as /dev/stdout. What everybody shares, as /dev/null, is no pipe.
    private void GiveStreams(ExecCommand exec)
    {
        const int kind = 0xF000;
        const int pipe = 0x1000;
        if (command.StreamsOwner is { } owner)
        {
            foreach (var descriptor in exec.Descriptors.Where(one => exec.Terminal || (LibC.ModeOf($"/proc/self/fd/{one}") & kind) == pipe))
            {
                _ = LibC.ChangeOwner(descriptor, owner.User, owner.Group);
            }
        }
    }

    // Init enters the limits before the command, which so has no moment without them.
    private void Spawn(ExecProcess exec, SpawnRequest request)
    {
        if (isolation is not { Init: { } init, Group: { } group })
        {
            exec.Spawn(request, Limit);
            return;
        }

        var script = new InitScript().Further();
        foreach (var file in group.Entries)
        {
            script.Enter(file);
        }

        var opened = script.Open();
        exec.Spawn(init.StartFurther(request, node.NullDevice, opened), limit: null);
        _ = LibC.Close(opened);
    }

    // The process may have had children before it was under the limits; once nobody new is found, all that come are born under them.
    private void Limit(int id)
    {
        var limited = new HashSet<int>();
        while (isolation.Group is { } group && ((int[])[id, .. ProcessTree.Descendants(id)]).Where(limited.Add).ToList() is { Count: > 0 } found)
        {
            found.ForEach(group.Add);
        }
    }

    private void KillExecs()
    {
        foreach (var exec in execs)
        {
            exec.Kill();
        }
    }

    private string Directory() => !sandboxed ? command.WorkingDirectory! : command.Arguments[command.Arguments.ToList().LastIndexOf("--chdir") + 1];

    // The command; null while what comes before it is still at work.
    private int? EnteredProcess()
    {
        const string Sandbox = "bwrap";
        if (isolation.Init is not null)
        {
            return MainProcess() is { } main && !ContainerInit.Is(main) ? main : null;
        }

        // bwrap stays above the command, perhaps as the first process of a PID namespace once more.
        var found = process;
        while (sandboxed && ProcessTree.Name(found) == Sandbox)
        {
            if (ProcessTree.Children(found) is not [var child, ..])
            {
                return null;
            }

            found = child;
        }

        return found;
    }
}

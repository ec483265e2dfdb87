using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Execution;

/// <summary>A further process of a container, from the wish for it to its end. Lives on the event loop.</summary>
/// <remarks>
/// What it leaves running in the background goes on as part of the container, whose marks it carries, and ends with it.
/// </remarks>
internal sealed unsafe class ExecProcess(EventLoop loop, ExecCommand command)
{
    private const int PidFdOpen = 434;
    private const int ByPidFd = 3;
    private const int Exited = 4;
    private const int NoHang = 1;

    private int process;
    private int pidFd = -1;
    private bool over;

    /// <summary>What is to run.</summary>
    public ExecCommand Command { get; } = command;

    /// <summary>Called once, when the process has been started.</summary>
    public Action? Started { get; init; }

    /// <summary>Called once, with how it ended. Never from within the call that begins it.</summary>
    public required Action<ExecOutcome> Ended { get; init; }

    /// <summary>Called when it is killed after it was started, for processes that are not below it.</summary>
    public Action? Killed { get; set; }

    /// <summary>Whether it was called off or has ended.</summary>
    public bool Over => over;

    /// <summary>Starts the process.</summary>
    /// <param name="request">How.</param>
    /// <param name="limit">Puts the process, given by its id, under the container's limits.</param>
    public void Spawn(SpawnRequest request, Action<int>? limit)
    {
        var error = ProcessSpawner.Spawn(request, out process);
        if (error != 0)
        {
            End(new ExecOutcome.CannotRun($"exec: \"{Command.Arguments[0]}\": {LibC.Describe(error).ToLowerInvariant()}"));
            return;
        }

        pidFd = (int)LibC.SystemCall(PidFdOpen, process, 0);
        if (pidFd < 0)
        {
            throw LibC.Fault("pidfd_open");
        }

        loop.Watch(pidFd, OnExit);
        limit?.Invoke(process);
        Started?.Invoke();
    }

    /// <summary>It will not be started any more.</summary>
    public void End(ExecOutcome outcome)
    {
        if (!over)
        {
            over = true;
            loop.Post(() => Ended(outcome));
        }
    }

    /// <summary>Kills the process and all that descend from it; one that has not been started never will be.</summary>
    public void Kill()
    {
        if (pidFd < 0)
        {
            End(new ExecOutcome.NotStarted());
            return;
        }

        var descendants = ProcessTree.Descendants(process);
        _ = LibC.Kill(-process, LibC.SigKill);
        foreach (var descendant in descendants)
        {
            _ = LibC.Kill(descendant, LibC.SigKill);
        }

        Killed?.Invoke();
    }

    private void OnExit()
    {
        var information = stackalloc int[32];
        information[4] = 0;
        if (pidFd < 0 || LibC.WaitId(ByPidFd, pidFd, information, Exited | NoHang) != 0 || information[4] == 0)
        {
            return;
        }

        loop.Close(pidFd);
        pidFd = -1;
        var exitedNormally = information[2] == 1;
        End(new ExecOutcome.Exited(exitedNormally ? information[6] : 128 + information[6]));
    }
}

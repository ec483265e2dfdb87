using JobFlows.Domain.Core;
using JobFlows.Pods.Execution;
using JobFlows.Pods.Kubelet;
using JobFlows.Pods.Linux;
using JobFlows.Pods.Logs;
using Node = JobFlows.Pods.Kubelet.Node;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>One run of a container through the tool: created, started, watched, removed. Its main process here is the tool, which passes the streams on.</summary>
internal sealed class EngineProcess : ContainerProcess
{
    private const string ExecMark = "JOBFLOWS_EXEC";
    private const string Kill = "KILL";
    private const int LinesOfError = 20;
    private const int BytesOfError = 4096;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KillPause = TimeSpan.FromSeconds(1);

    private readonly Node node;
    private readonly ContainerEngine engine;
    private readonly EngineRun run;
    private readonly List<Action> whenStarted = [];
    private readonly List<ExecProcess> waiting = [];
    private readonly List<string> signals = [];
    private string? id;
    private int pid;
    private bool started;
    private bool over;
    private bool killed;

    private EngineProcess(Node node, ContainerEngine engine, EngineRun run, StandardStreams streams, ContainerLog log, Action<ContainerExit> ended)
        : base(
            node,
            engine.Request(CommandLines.Start(engine.Tool, run.Name, run.Container.Stdin == true), run.Marks),
            ContainerIsolation.None,
            sandboxed: false,
            streams,
            log,
            string.Empty,
            string.Empty,
            ended) => (this.node, this.engine, this.run) = (node, engine, run);

    /// <inheritdoc/>
    public override string? ContainerId => id is null ? null : $"{engine.Tool.Name}://{id}";

    /// <summary>Begins it.</summary>
    /// <param name="node">Loop, clock and buffers.</param>
    /// <param name="engine">The tool.</param>
    /// <param name="run">What.</param>
    /// <param name="log">Gets the output.</param>
    /// <param name="ended">Called once, when it has ended and nothing of it is left.</param>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static EngineProcess Begin(Node node, ContainerEngine engine, EngineRun run, ContainerLog log, Action<ContainerExit> ended)
    {
        var process = new EngineProcess(node, engine, run, StandardStreams.Open(run.Container, node.NullDevice), log, exit => ended(WithReason(exit, engine, run)));
        engine.Call(run.Create, process.OnCreated, run.Variables);
        return process;
    }

    /// <inheritdoc/>
    public override void WhenStarted(Action action)
    {
        if (started)
        {
            action();
        }
        else
        {
            whenStarted.Add(action);
        }
    }

    /// <inheritdoc/>
    public override void Terminate(string? signal = null) => Send(signal ?? run.StopSignal ?? "TERM");

    /// <inheritdoc/>
    public override void KillAll()
    {
        killed = true;
        Send(Kill);
    }

    private protected override void Enter(ExecProcess exec)
    {
        if (exec.Over)
        {
            return;
        }

        if (over)
        {
            exec.End(new ExecOutcome.NotStarted());
        }
        else if (!started)
        {
            waiting.Add(exec);
        }
        else if (Missing(exec.Command.Arguments) is { } problem)
        {
            exec.End(new ExecOutcome.CannotRun(problem));
        }
        else
        {
            var mark = $"{ExecMark}={Guid.NewGuid():N}";
            exec.Killed = () => Leftovers.KillMarked([mark]);
            exec.Spawn(
                engine.Request(CommandLines.Exec(engine.Tool, run.Name, mark, exec.Command.Terminal, exec.Command.Arguments)) with
                {
                    Descriptors = exec.Command.Descriptors,
                    OwnTerminal = exec.Command.Terminal,
                },
                limit: null);
        }
    }

    // The tool has gone, with the container's exit code if all is well: the container itself is asked.
    private protected override void Settle(ContainerExit exit, Action<ContainerExit> settled) => engine.Inspect(run.Name, state =>
    {
        if (state is { IsAlive: true })
        {
            // Somebody ended the tool, whose output is lost from here on; the container goes on.
            NoteStarted(state);
            node.Loop.After(LongestLook, () => Settle(exit, settled));
            return;
        }

        if (state is { HasRun: true })
        {
            NoteStarted(state);
            exit = exit with { Code = state.ExitCode, OutOfMemory = state.OOMKilled };
        }
        else if (!started)
        {
            exit = exit with { CommandRan = false, NotStarted = string.Empty };
        }

        Close();
        engine.Remove(run.Name, () => settled(exit));
    });

    // The tool removed the container, and everything in it went with that.
    private protected override bool IsClear() => true;

    // What the tool said when it could not start the command is in the log, where nobody wants it.
    private static ContainerExit WithReason(ContainerExit exit, ContainerEngine engine, EngineRun run)
    {
        if (exit.NotStarted is null)
        {
            return exit;
        }

        var said = LogExcerpt.Last(run.LogFile, LinesOfError, BytesOfError);
        File.Delete(run.LogFile);
        File.Create(run.LogFile).Dispose();
        LogFiles.Finish(run.LogFile);
        var reason = exit.NotStarted.Length > 0 ? exit.NotStarted : ToolResult.ExplainStart(said);
        return exit with { NotStarted = engine.MissingDirectories.Learn(run.Image, run.Directory, reason) ? null : reason };
    }

    private void OnCreated(ToolResult result)
    {
        var now = node.Time.GetUtcNow();
        if (!result.Succeeded)
        {
            Close();
            Abandon(new ContainerExit(0, now, CommandRan: false) { NotCreated = result.Problem });
            return;
        }

        id = result.LastLine;
        if (killed)
        {
            Close();
            engine.Remove(run.Name, () => Abandon(new ContainerExit(0, now, CommandRan: false)));
        }
        else if (Spawn() is var error and not 0)
        {
            Close();
            engine.Remove(run.Name, () => Abandon(new ContainerExit(0, now, CommandRan: false) { NotStarted = $"{engine.Tool.Path}: {LibC.Describe(error)}" }));
        }
        else
        {
            node.Loop.After(FirstLook, () => Look(FirstLook));
        }
    }

    private void Look(TimeSpan pause)
    {
        if (started || over)
        {
            return;
        }

        engine.Inspect(run.Name, state =>
        {
            if (state is { IsAlive: true })
            {
                NoteStarted(state);
            }
            else if (!over)
            {
                node.Loop.After(pause, () => Look(pause * 2 < LongestLook ? pause * 2 : LongestLook));
            }
        });
    }

    private void NoteStarted(ContainerState state)
    {
        if (started)
        {
            return;
        }

        started = true;
        pid = state.Pid;
        whenStarted.ForEach(action => action());
        waiting.ForEach(Enter);
        signals.ForEach(Signal);
    }

    private void Close()
    {
        over = true;
        waiting.ForEach(Enter);
    }

    private void Send(string signal)
    {
        if (started)
        {
            Signal(signal);
        }
        else
        {
            signals.Add(signal);
        }
    }

    private void Signal(string signal)
    {
        if (!over)
        {
            engine.CallNow(CommandLines.Kill(run.Name, signal), result =>
            {
                if (!result.Succeeded && signal == Kill)
                {
                    node.Loop.After(KillPause, () => Signal(Kill));
                }
            });
        }
    }

    // The tool's own words for it would be mixed with what the command writes. Where the container's files can't be seen, they have to do.
    private string? Missing(IReadOnlyList<string> command)
    {
        var root = $"/proc/{pid}/root";
        return pid > 0 && command is [var program, ..] && Directory.Exists($"{root}/") && !ContainerEntry.Exists(program, run.Path, root, run.Directory, out var problem) ? problem : null;
    }
}

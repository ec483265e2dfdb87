using System.Globalization;
using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux.Init;

/// <summary>
/// The program that becomes process 1 of a container (init.c): a PID namespace, a <c>/proc</c> that shows it, and a host name of its own. It takes
/// in orphans, and when it ends the kernel ends all others of the container. See docs/adr/0006-container-init.md.
/// </summary>
internal sealed unsafe class ContainerInit : IDisposable
{
    /// <summary>What makes a file in memory close on exec.</summary>
    public const uint CloseOnExec = 1;

    private const string Name = "jobflows-init";

    private readonly int file;

    private ContainerInit(int file) => this.file = file;

    /// <summary>The program's file. It has no name on disk: its folder might not let programs run.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{file}";

    /// <summary>Opens it.</summary>
    /// <param name="problem">When the result is null: why containers can't have it on this machine.</param>
    public static ContainerInit? Open(out string problem)
    {
        problem = $"there is no init for {RuntimeInformation.ProcessArchitecture}";
        using var program = typeof(ContainerInit).Assembly.GetManifestResourceStream($"init-{RuntimeInformation.ProcessArchitecture}");
        if (program is null)
        {
            return null;
        }

        var file = LibC.MakeMemoryFile(Name, CloseOnExec);
        if (file < 0)
        {
            problem = LibC.Fault("memfd_create").Message;
            return null;
        }

        var init = new ContainerInit(file);
        init.Fill(program);
        problem = init.Try();
        if (problem.Length == 0)
        {
            return init;
        }

        init.Dispose();
        return null;
    }

    /// <summary>Has a process started by it.</summary>
    /// <param name="command">The process; its descriptor 3 is where init tells why it could not be started, its descriptor 4 an <see cref="InitScript"/>.</param>
    public SpawnRequest Start(SpawnRequest command) => Precede(command) with { WorkingDirectory = null, OwnPids = true };

    /// <summary>Has it come before a further process of a container that runs.</summary>
    /// <param name="command">The process, with three descriptors.</param>
    /// <param name="nothing">A descriptor that nobody reads.</param>
    /// <param name="script">An open <see cref="InitScript.Further"/>.</param>
    public SpawnRequest StartFurther(SpawnRequest command, int nothing, int script) => Precede(command) with { Descriptors = [.. command.Descriptors, nothing, script] };

    /// <summary>Whether a process is init, or a child of it that is not yet its command.</summary>
    /// <param name="process">The process's id.</param>
    public static bool Is(int process) =>
        ProcessTree.Link(process.ToString(CultureInfo.InvariantCulture), "exe").StartsWith("/memfd:" + Name, StringComparison.Ordinal);

    public void Dispose() => _ = LibC.Close(file);

    private SpawnRequest Precede(SpawnRequest command) => command with { Path = Path, Arguments = ["init", command.Path, .. command.Arguments] };

    private void Fill(Stream program)
    {
        var bytes = new byte[program.Length];
        program.ReadExactly(bytes);
        fixed (byte* start = bytes)
        {
            if (LibC.Write(file, start, bytes.Length) != bytes.Length)
            {
                throw LibC.Fault("memfd");
            }
        }
    }

    // All that containers may need, and a command that can't exist: that it is what fails shows that all before it works.
    private string Try()
    {
        const string nothing = "/no-such-file";
        var ends = stackalloc int[2];
        if (LibC.Pipe(ends, LibC.CloseOnExec) != 0)
        {
            throw LibC.Fault("pipe2");
        }

        var script = new InitScript().Hostname("localhost").EmptyRoot().Bind("/", "/host", readOnly: true).Folder("/proc").Freeze("/");
        var file = script.Open();
        var request = Start(new SpawnRequest { Path = nothing, Arguments = [nothing], Environment = new Dictionary<string, string>(), Descriptors = [ends[1], ends[1], ends[1], ends[1], file] });
        var error = ProcessSpawner.Spawn(request, out var process);
        _ = LibC.Close(ends[1]);
        _ = LibC.Close(file);
        var told = stackalloc byte[InitProblem.Length];
        var length = LibC.Read(ends[0], told, InitProblem.Length);
        _ = LibC.Close(ends[0]);
        if (error != 0)
        {
            return LibC.Describe(error);
        }

        int status;
        _ = LibC.WaitPid(process, &status, 0);
        var problem = InitProblem.Read(new ReadOnlySpan<byte>(told, (int)Math.Max(0, length)));
        return problem is { NoCommand: true } ? string.Empty : problem?.Describe(script, "/", nothing) ?? "init said nothing";
    }
}

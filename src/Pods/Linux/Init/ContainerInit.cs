using System.Runtime.InteropServices;

namespace JobFlows.Pods.Linux.Init;

/// <summary>
/// The program that becomes process 1 of a container (init.c): a PID namespace, a <c>/proc</c> that shows it, and a host name of its own. It takes
/// in orphans, and when it ends the kernel ends all others of the container. See docs/adr/0006-container-init.md.
/// </summary>
internal sealed unsafe class ContainerInit : IDisposable
{
    private const uint CloseOnExec = 1;
    private const int NoSuchFile = 2;
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

        var file = LibC.MakeMemoryFile("init", CloseOnExec);
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
    /// <param name="command">The process; its descriptor 3 is where init tells why it could not be started.</param>
    /// <param name="hostname">The host name to show.</param>
    /// <param name="message">The file to show at the path of the termination message, or null.</param>
    /// <param name="messagePath">That path.</param>
    /// <param name="cgroups">The <c>cgroup.procs</c> files to enter.</param>
    public SpawnRequest Start(SpawnRequest command, string hostname, string? message, string? messagePath, IReadOnlyList<string> cgroups) => command with
    {
        Path = Path,
        Arguments = ["init", hostname, message ?? "", messagePath ?? "", string.Concat(cgroups.Select(one => one + ":")), command.Path, .. command.Arguments],
        OwnPids = true,
    };

    public void Dispose() => _ = LibC.Close(file);

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

    // A command that can't exist: that it is what fails shows that all before it works.
    private string Try()
    {
        var ends = stackalloc int[2];
        if (LibC.Pipe(ends, LibC.CloseOnExec) != 0)
        {
            throw LibC.Fault("pipe2");
        }

        var request = Start(
            new SpawnRequest { Path = "/proc/self/no-such-file", Arguments = ["none"], Environment = new Dictionary<string, string>(), Descriptors = [ends[1], ends[1], ends[1], ends[1]] },
            "localhost", message: null, messagePath: null, cgroups: []);
        var error = ProcessSpawner.Spawn(request, out var process);
        _ = LibC.Close(ends[1]);
        var told = stackalloc byte[2];
        var length = LibC.Read(ends[0], told, 2);
        _ = LibC.Close(ends[0]);
        if (error != 0)
        {
            return LibC.Describe(error);
        }

        int status;
        _ = LibC.WaitPid(process, &status, 0);
        var problem = InitProblem.Read(new ReadOnlySpan<byte>(told, (int)Math.Max(0, length)));
        return problem is { Step: InitStep.Command, Error: NoSuchFile } ? string.Empty : problem?.ToString() ?? "init said nothing";
    }
}

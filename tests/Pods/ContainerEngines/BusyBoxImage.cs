using System.Formats.Tar;
using JobFlows.Pods.ContainerEngines;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>An image that nobody has to pull: busybox and little else. It is a tool's for as long as the tests of that tool run.</summary>
public abstract class BusyBoxImage : IAsyncLifetime
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Anybodys = Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

    private static readonly string[] Changes =
    [
        "--change", "ENTRYPOINT [\"/bin/sh\",\"-c\"]", "--change", "CMD [\"echo $(pwd) $FROM\"]", "--change", "WORKDIR /home", "--change", "ENV FROM=from-the-image",
    ];

    private readonly ContainerTool? tool;

    protected BusyBoxImage(string tool) => this.tool = ContainerTools.BusyBox is null ? null : ContainerTools.Of(tool).Tool;

    /// <summary>The image's name, which no registry has.</summary>
    public string Name { get; } = $"localhost/jobflows-tests:{Guid.NewGuid():N}";

    internal ContainerTool Tool => tool ?? throw new InvalidOperationException("there is no tool, and the tests should have been skipped");

    public async Task InitializeAsync()
    {
        if (tool is not null)
        {
            var made = await ToolProcess.RunAsync(tool.Path, ["import", .. Changes, "-", Name], await ArchiveAsync(), CancellationToken.None);
            Assert.True(made.Succeeded, made.Problem);
        }
    }

    public async Task DisposeAsync()
    {
        if (tool is not null)
        {
            await ToolProcess.RunAsync(tool.Path, ["rmi", "--force", Name], [], CancellationToken.None);
        }
    }

    private static async Task<byte[]> ArchiveAsync()
    {
        var commands = (await ToolProcess.RunAsync(ContainerTools.BusyBox!, ["--list"], [], CancellationToken.None)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var folder in (string[])["bin", "etc", "home", "root", "usr", "var"])
            {
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, folder) { Mode = Executable });
            }

            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = Anybodys });
            await using var program = File.OpenRead(ContainerTools.BusyBox!);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = program });
            foreach (var command in commands.Where(command => command != "busybox"))
            {
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{command}") { LinkName = "busybox" });
            }

            using var users = new MemoryStream("root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/:/bin/false\n"u8.ToArray());
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "etc/passwd") { Mode = Readable, DataStream = users });
        }

        return archive.ToArray();
    }
}

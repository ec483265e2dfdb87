using System.Diagnostics;
using System.Text.Json;
using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.Processes;

public sealed class SandboxTests : ProcessTest
{
    [Fact]
    public async Task EmptyDir_AtAPathTheHostLacks_IsSharedByTheContainersAndTheHostStaysClean()
    {
        const string Path = "/jobflows-absent/data";
        var writer = Mounted(new Container { Name = "writer", Image = "busybox", Command = ["sh", "-c", $"echo hello > {Path}/file"] }, Path);
        var pod = MakePod($"cat {Path}/file", container => Mounted(container, Path), spec => WithEmptyDir(spec) with { InitContainers = [writer] });

        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);
        Assert.Equal("hello\n", await ReadLogAsync(pod));
        Assert.False(Directory.Exists("/jobflows-absent"));
    }

    [Fact]
    public async Task EmptyDir_BelowAFolderOfTheHost_KeepsTheFoldersOtherEntries()
    {
        var folder = Directory.CreateTempSubdirectory("folder-");
        var neighbour = folder.CreateSubdirectory("neighbour");
        var path = Path.Combine(folder.FullName, "absent");
        var pod = MakePod($"ls -d {neighbour.FullName}; touch {path}/x && ls {path}", container => Mounted(container, path), WithEmptyDir);

        await RunAsync(pod);

        Assert.Equal($"{neighbour.FullName}\nx\n", await ReadLogAsync(pod));
        Assert.False(Directory.Exists(path));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task EmptyDir_OfARestartedContainer_KeepsItsContent()
    {
        var pod = MakePod(
            "if [ -e /mnt/seen ]; then echo kept; exit 0; fi; touch /mnt/seen; exit 1",
            container => Mounted(container, "/mnt"),
            spec => WithEmptyDir(spec) with { RestartPolicy = "OnFailure" });

        Assert.Equal("Succeeded", (await RunAsync(pod)).Status!.Phase);
        Assert.Equal("kept\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task Mount_ReadOnly_CannotBeWritten()
    {
        var pod = MakePod("touch /mnt/x || echo refused", container => Mounted(container, "/mnt", readOnly: true), WithEmptyDir);

        await RunAsync(pod);

        Assert.EndsWith("refused\n", await ReadLogAsync(pod), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mount_SubPathOfHostPath_IsThatFolder()
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        var pod = MakePod("echo text > /mnt/file", container => Mounted(container, "/mnt", subPath: "below"), spec => spec with
        {
            Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = folder.FullName, Type = "Directory" } }],
        });

        await RunAsync(pod);

        Assert.Equal("text\n", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "below", "file")));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Directory", "/etc/passwd", "hostPath type check failed: /etc/passwd is not a directory")]
    [InlineData("File", "/etc", "hostPath type check failed: /etc is not a file")]
    [InlineData("Socket", "/dev/null", "hostPath type check failed: /dev/null is not a socket file")]
    [InlineData("BlockDevice", "/dev/null", "hostPath type check failed: /dev/null is not a block device")]
    public async Task HostPath_OfAnotherType_IsToldAndThePodWaits(string type, string path, string problem)
    {
        var pod = MakePod("true", container => Mounted(container, "/mnt"), spec => spec with
        {
            Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = path, Type = type } }],
        });
        await Runtime.StartAsync([pod]);

        var report = await Reports.WaitAsync(Ref(pod), one => one.Events.Any(told => told.Reason == "FailedMount"));

        Assert.Equal("ContainerCreating", report.Status!.ContainerStatuses![0].State!.Waiting!.Reason);
        Assert.Contains(Events(pod), one => one.Message == $"MountVolume.SetUp failed for volume \"data\" : {problem}");
    }

    [Fact]
    public async Task HostPath_AppearsLater_StartsThePod()
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        var late = Path.Combine(folder.FullName, "late");
        var pod = MakePod("cat /mnt/file", container => Mounted(container, "/mnt"), spec => spec with
        {
            Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = late, Type = "Directory" } }],
        });
        await Runtime.StartAsync([pod]);
        await Reports.WaitAsync(Ref(pod), one => one.Events.Any(told => told.Reason == "FailedMount"));

        Directory.CreateDirectory(late + ".new");
        await File.WriteAllTextAsync(Path.Combine(late + ".new", "file"), "here\n");
        Directory.Move(late + ".new", late);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("here\n", await ReadLogAsync(pod));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -TERM $$$$", 143)]
    public async Task Exit_InASandbox_IsThatOfTheCommand(string script, int exitCode)
    {
        var pod = MakePod(script, container => Mounted(container, "/mnt"), WithEmptyDir);

        Assert.Equal(exitCode, Terminated(await RunAsync(pod)).ExitCode);
    }

    [Fact]
    public async Task Stop_InASandbox_ReachesTheCommand()
    {
        var pod = MakePod("trap 'exit 0' TERM; touch /mnt/ready; while :; do sleep 0.05; done", container => Mounted(container, "/mnt"), WithEmptyDir);
        await Runtime.StartAsync([pod]);
        var ready = Path.Combine(Home.Options.Directory, pod.Metadata.Uid!, ".volumes", "data", "ready");
        while (!File.Exists(ready))
        {
            await Task.Delay(10);
        }

        await Runtime.StopAsync(Ref(pod), TimeSpan.FromHours(1));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    [Fact]
    public async Task Hostname_InASandbox_IsThePods()
    {
        var pod = MakePod("cat /proc/sys/kernel/hostname; echo $HOSTNAME", container => Mounted(container, "/mnt"), spec => WithEmptyDir(spec) with { Hostname = "own-name" });

        await RunAsync(pod);

        Assert.Equal("own-name\nown-name\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task Hostname_IsInTheHostsFile()
    {
        var pod = MakePod("getent hosts own-name; hostname -i", spec: spec => spec with { Hostname = "own-name" });

        await RunAsync(pod);

        Assert.Equal("127.0.0.1       own-name\n127.0.0.1\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task Setuid_InASandbox_Works()
    {
        const string copy = "/mnt/id";
        var prepare = new Container { Name = "prepare", Image = "busybox", Command = ["sh", "-c", $"cp /usr/bin/id {copy} && chmod 4755 {copy}"] };
        var pod = MakePod(
            $"{copy} -u",
            container => Mounted(container, "/mnt") with { SecurityContext = new SecurityContext { RunAsUser = 4711 } },
            spec => WithEmptyDir(spec) with { InitContainers = [Mounted(prepare, "/mnt")] });

        await RunAsync(pod);

        Assert.Equal("0\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task ReadOnlyRoot_WithAMountTheHostLacks_TakesWritesThereOnly()
    {
        var pod = MakePod(
            "echo kept > /jobflows-absent/file && cat /jobflows-absent/file; touch /x /usr/x /jobflows-other 2>&1 | grep -c 'Read-only'; echo > /dev/null && echo devices",
            container => Mounted(container, "/jobflows-absent") with { SecurityContext = new SecurityContext { ReadOnlyRootFilesystem = true } },
            WithEmptyDir);

        await RunAsync(pod);

        Assert.Equal("kept\n3\ndevices\n", await ReadLogAsync(pod));
    }

    [RootTheory]
    [InlineData("/etc", "mount")]
    [InlineData("../../../../../../etc", "mount")]
    [InlineData("/etc", "directory")]
    [InlineData("/etc", "message")]
    public async Task Link_InAVolume_MakesNothingOnTheHost(string target, string by)
    {
        const string name = "jobflows-absent";
        var prepare = Mounted(new Container { Name = "prepare", Image = "busybox", Command = ["ln", "-s", target, "/mnt/link"] }, "/mnt");
        var pod = MakePod(
            "true",
            container => Mounted(container, "/mnt") with
            {
                VolumeMounts = [new VolumeMount { Name = "data", MountPath = "/mnt" }, .. by == "mount" ? (VolumeMount[])[new VolumeMount { Name = "other", MountPath = $"/mnt/link/{name}" }] : []],
                WorkingDir = by == "directory" ? $"/mnt/link/{name}" : null,
                TerminationMessagePath = by == "message" ? $"/mnt/link/{name}" : null,
            },
            spec => WithEmptyDir(spec) with
            {
                InitContainers = [prepare],
                Volumes = [new Volume { Name = "data", EmptyDir = new EmptyDirVolumeSource() }, new Volume { Name = "other", EmptyDir = new EmptyDirVolumeSource() }],
            });

        var terminated = Terminated(await RunAsync(pod));

        Assert.False(Path.Exists($"/etc/{name}"));
        Assert.Equal("StartError", terminated.Reason);
        Assert.EndsWith("operation not permitted", terminated.Message, StringComparison.Ordinal);
    }

    [RootTheory]
    [InlineData("/", "\"/\" cannot be mounted because it is the root")]
    [InlineData("/proc/absent", "\"/proc/absent\" cannot be mounted because it is inside /proc")]
    public async Task Mount_WhereThereCanBeNone_IsAStartError(string path, string problem)
    {
        var terminated = Terminated(await RunAsync(MakePod("true", container => Mounted(container, path), WithEmptyDir)));

        Assert.Equal("StartError", terminated.Reason);
        Assert.EndsWith(problem, terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mount_BelowALinkToNowhere_IsAStartError()
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), "/no/such/place");

        var terminated = Terminated(await RunAsync(MakePod("true", container => Mounted(container, Path.Combine(folder.FullName, "link", "below")), WithEmptyDir)));

        Assert.Equal("StartError", terminated.Reason);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task WorkingDirectory_ThatIsRelative_IsAStartErrorAndOthersGoOn()
    {
        var terminated = Terminated(await RunAsync(MakePod("pwd", container => container with { WorkingDir = "relative/folder" })));

        Assert.Equal("StartError", terminated.Reason);
        Assert.EndsWith("Cwd must be an absolute path", terminated.Message, StringComparison.Ordinal);
        Assert.Equal("Succeeded", (await RunAsync(MakePod("true"))).Status!.Phase);
    }

    [Fact]
    public async Task Mount_BelowAnotherMount_IsInIt()
    {
        var pod = MakePod(
            "echo inner > /jobflows-absent/a/b/file; ls /jobflows-absent; cat /jobflows-absent/a/b/file; ls /",
            container => container with { VolumeMounts = [new VolumeMount { Name = "inner", MountPath = "/jobflows-absent/a/b" }, new VolumeMount { Name = "outer", MountPath = "/jobflows-absent" }] },
            spec => spec with { Volumes = [new Volume { Name = "outer", EmptyDir = new EmptyDirVolumeSource() }, new Volume { Name = "inner", EmptyDir = new EmptyDirVolumeSource() }] });

        await RunAsync(pod);

        var lines = (await ReadLogAsync(pod)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["a", "inner"], lines[..2]);
        Assert.Equal([.. Directory.GetFileSystemEntries("/").Select(Path.GetFileName).Append("jobflows-absent").Where(name => !name!.StartsWith('.')).Order(StringComparer.Ordinal)], lines[2..].Order(StringComparer.Ordinal));
    }

    [RootFact]
    public async Task Mount_OverAFileOfTheHost_LeavesTheHosts()
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "mine\n");
        var before = await File.ReadAllTextAsync("/etc/passwd");
        var pod = MakePod("cat /etc/passwd; findmnt -n -o TARGET /etc/passwd", container => Mounted(container, "/etc/passwd"), spec => spec with
        {
            Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = file } }],
        });

        await RunAsync(pod);

        Assert.Equal("mine\n/etc/passwd\n", await ReadLogAsync(pod));
        Assert.Equal(before, await File.ReadAllTextAsync("/etc/passwd"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task HostAliases_AreAddedToTheHostsFile()
    {
        var pod = MakePod("tail -1 /etc/hosts", spec: spec => spec with { HostAliases = [new HostAlias { Ip = "123.45.67.89", Hostnames = ["foo", "bar"] }] });

        await RunAsync(pod);

        Assert.Equal("123.45.67.89\tfoo\tbar\n", await ReadLogAsync(pod));
        Assert.DoesNotContain("123.45.67.89", await File.ReadAllTextAsync("/etc/hosts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkingDirectory_ThatTheHostLacks_IsThereInTheContainerOnly()
    {
        var pod = MakePod("pwd", container => container with { WorkingDir = "/jobflows-absent/work" });

        await RunAsync(pod);

        Assert.Equal("/jobflows-absent/work\n", await ReadLogAsync(pod));
        Assert.False(Directory.Exists("/jobflows-absent"));
    }

    [Fact]
    public async Task Image_WithARootFolder_RunsInIt()
    {
        var root = Directory.CreateTempSubdirectory("root-");
        await CopyProgramAsync("/bin/sh", root.FullName);
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "inside"), "from the image\n");
        var catalogue = Path.Combine(root.FullName, "catalogue.json");
        var entry = new { images = new[] { new { name = "tool", root = root.FullName, cmd = (string[])["/bin/sh", "-c", "read line < /inside; echo $line $FROM"], env = new { FROM = "env" } } } };
        await File.WriteAllTextAsync(catalogue, JsonSerializer.Serialize(entry));
        Home.Change = options => options with { CatalogueFile = catalogue };
        var pod = MakePod("", container => container with { Image = "registry.example/team/tool:1", Command = null });

        await RunAsync(pod);

        Assert.Equal("from the image env\n", await ReadLogAsync(pod));
        Home.Change = options => options;
        root.Delete(recursive: true);
    }

    // The program with the libraries it is linked to.
    private static async Task CopyProgramAsync(string program, string root)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", program) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await ldd.StandardOutput.ReadToEndAsync();
        await ldd.WaitForExitAsync();
        foreach (var file in text.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/')).Append(program))
        {
            var copy = root + file;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}

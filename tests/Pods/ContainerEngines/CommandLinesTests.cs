using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Linux.ControlGroups;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Tests.ContainerEngines;

public sealed class CommandLinesTests
{
    private static readonly ContainerTool Podman = new() { Path = "/usr/bin/podman", Kind = ContainerToolKind.Podman };
    private static readonly ContainerTool Docker = new() { Path = "/usr/bin/docker", Kind = ContainerToolKind.Docker };

    [Fact]
    public void Create_PlainContainer_IsNamedLabelledAndOnTheHostsNetwork()
    {
        Assert.Equal(
            "create --name jobflows-1 --label io.jobflows.pods=abc --label io.kubernetes.pod.namespace=team --label io.kubernetes.pod.name=pi "
            + "--label io.kubernetes.pod.uid=u1 --label io.kubernetes.container.name=main --pull never --log-driver none --network host --hostname pi "
            + "--security-opt label=disable -- sha256:1",
            Line(Docker, Request()));
    }

    [Fact]
    public void Create_WithPodman_KeepsProxyVariablesOfThisMachineOut()
    {
        Assert.Contains(" --http-proxy=false ", Line(Podman, Request()));
        Assert.DoesNotContain("--http-proxy", Line(Docker, Request()));
    }

    [Theory]
    [InlineData("", "", " -- sha256:1")] // What the image says.
    [InlineData("", "a b", " -- sha256:1 a b")] // Its entrypoint stays.
    [InlineData("sh -c", "", " --entrypoint sh -- sha256:1 -c")] // What the image gives to its entrypoint goes.
    [InlineData("sh -c", "a b", " --entrypoint sh -- sha256:1 -c a b")]
    public void Create_CommandAndArgs_ReplaceWhatAKubeletReplaces(string command, string arguments, string end)
    {
        var request = Request() with { Command = Words(command), Arguments = Words(arguments) };

        Assert.EndsWith(end, Line(Docker, request));
    }

    [Fact]
    public void Create_Mounts_AreQuotedWhereTheirPathsHaveCommas()
    {
        var request = Request() with { Mounts = [new BindMount("/a b", "/data", ReadOnly: true), new BindMount("/x,y\"z", "/w:e", ReadOnly: false)] };

        Assert.Contains(" --mount type=bind,source=/a b,target=/data,readonly --mount type=bind,\"source=/x,y\"\"z\",target=/w:e ", Line(Docker, request));
    }

    [Fact]
    public void Create_Limits_AreWithoutSwap()
    {
        var request = Request() with { Limits = new ResourceLimits { CpuShares = 512, CpuQuota = 50_000, Memory = 1024, Processes = 7 } };

        Assert.Contains(" --cpu-shares 512 --cpu-period 100000 --cpu-quota 50000 --memory 1024 --memory-swap 1024 --pids-limit 7 ", Line(Docker, request));
        Assert.DoesNotContain("--memory", Line(Docker with { Limits = false }, request));
    }

    [Fact]
    public void Create_SecurityContext_IsActedUpon()
    {
        var context = new SecurityContext
        {
            ReadOnlyRootFilesystem = true,
            AllowPrivilegeEscalation = false,
            Capabilities = new Capabilities { Drop = ["ALL"], Add = ["NET_BIND_SERVICE"] },
            SeccompProfile = new SeccompProfile { Type = "Unconfined" },
        };
        const string start = " --security-opt no-new-privileges --security-opt seccomp=unconfined --read-only";
        const string end = " --cap-drop ALL --cap-add NET_BIND_SERVICE ";

        Assert.Contains(start + end, Line(Docker, Request(container => container with { SecurityContext = context })));
        Assert.Contains(start + " --read-only-tmpfs=false" + end, Line(Podman, Request(container => container with { SecurityContext = context })));
        Assert.Contains(" --privileged ", Line(Docker, Request(container => container with { SecurityContext = new SecurityContext { Privileged = true } })));
    }

    [Fact]
    public void Create_StreamsDirectoryAndNamespaces_AreWhatTheSpecSays()
    {
        var request = Request(container => container with { Stdin = true, Tty = true, WorkingDir = "/srv" }, spec => spec with { HostPID = true, HostIPC = true });

        Assert.Contains(" --pid host --ipc host --interactive --tty --workdir /srv ", Line(Docker, request));
    }

    [Fact]
    public void Create_OptionsOfTheTool_AreThoseOfEveryContainer()
    {
        Assert.Contains(" --init --ulimit nofile=9:9 -- ", Line(Docker with { CreateOptions = ["--init", "--ulimit", "nofile=9:9"] }, Request()));
    }

    [Fact]
    public void Start_StaysWithTheStreams()
    {
        Assert.Equal("start --attach --interactive --sig-proxy=false --detach-keys= c1", Join(CommandLines.Start(Podman, "c1", input: true)));
        Assert.Equal("start --attach c1", Join(CommandLines.Start(Docker, "c1", input: false)));
    }

    [Fact]
    public void Exec_IsMarked()
    {
        Assert.Equal("exec --interactive --tty --detach-keys= --env M=1 c1 ls -l", Join(CommandLines.Exec(Podman, "c1", "M=1", terminal: true, ["ls", "-l"])));
        Assert.Equal("exec --interactive --env M=1 c1 ls -l", Join(CommandLines.Exec(Docker, "c1", "M=1", terminal: false, ["ls", "-l"])));
    }

    private static CreateRequest Request(Func<Container, Container>? container = null, Func<PodSpec, PodSpec>? spec = null)
    {
        var main = new Container { Name = "main" };
        return new CreateRequest
        {
            Name = "jobflows-1",
            Label = "io.jobflows.pods=abc",
            Pod = new Pod { Metadata = new ObjectMeta { Name = "pi", Namespace = "team", Uid = "u1" }, Spec = spec is null ? new PodSpec() : spec(new PodSpec()) },
            Container = container is null ? main : container(main),
            Image = "sha256:1",
            Hostname = "pi",
            Mounts = [],
            Limits = new ResourceLimits(),
            User = [],
            Variables = [],
        };
    }

    private static string Line(ContainerTool tool, CreateRequest request) => Join(CommandLines.Create(tool, request));

    private static string Join(IReadOnlyList<string> words) => string.Join(' ', words);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

using JobFlows.Pods.Linux.ControlGroups;

namespace JobFlows.Pods.Tests.Linux;

/// <summary>Control groups on folders that look like those of a kernel.</summary>
public sealed class ControlGroupTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cgroup-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Find_Version1InAContainer_SkipsWhatIsAboveTheMount()
    {
        var found = ControlGroupMount.Find(
            "30 23 0:26 /docker/abc /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n31 23 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n",
            "4:memory:/docker/abc/inner\n3:cpu,cpuacct:/\n0::/\n");

        Assert.Equal(["/sys/fs/cgroup/memory/inner", "/sys/fs/cgroup/cpu,cpuacct"], found.Select(mount => mount.Folder));
        Assert.Equal(["cpu", "cpuacct"], found[1].Controllers);
    }

    [Fact]
    public void Find_Version2_HasNoControllersOfItsOwn()
    {
        var mount = Assert.Single(ControlGroupMount.Find("30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n", "0::/user.slice/session-1.scope\n"));

        Assert.Equal("/sys/fs/cgroup/user.slice/session-1.scope", mount.Folder);
        Assert.Null(mount.Controllers);
    }

    [Fact]
    public void Make_Version1_WritesTheLimitsOfEachController()
    {
        var groups = ControlGroups.Open("pods", [.. ((string[])["cpu", "memory", "pids"]).Select(one => new ControlGroupMount(Folder(one), root, [one]))]);
        Assert.Empty(groups.Missing);
        Files("cpu/pods/a", "cpu.shares", "cpu.cfs_quota_us");
        Files("memory/pods/a", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes");
        Files("pids/pods/a", "pids.max");

        var group = groups.Make("a", new ResourceLimits { CpuShares = 512, CpuQuota = 50_000, Memory = 1 << 20, Processes = 99 })!;

        Assert.Equal(("512", "50000"), (Read("cpu/pods/a/cpu.shares"), Read("cpu/pods/a/cpu.cfs_quota_us")));
        Assert.Equal(("1048576", "1048576"), (Read("memory/pods/a/memory.limit_in_bytes"), Read("memory/pods/a/memory.memsw.limit_in_bytes")));
        Assert.Equal("99", Read("pids/pods/a/pids.max"));
        Assert.Equal(3, group.Entries.Count);
        Assert.False(group.RanOutOfMemory());
        File.WriteAllText(Path.Combine(root, "memory/pods/a/memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
        Assert.True(group.RanOutOfMemory());
    }

    [Fact]
    public void Make_Version2_IsMadeBesideTheOwnGroup()
    {
        var own = Folder("slice/own.scope");
        Files("slice/own.scope", "cgroup.controllers");
        Files("slice", "cgroup.subtree_control");
        File.WriteAllText(Path.Combine(root, "slice/cgroup.controllers"), "cpuset cpu io memory pids\n");
        Files("slice/pods", "cgroup.subtree_control");
        Files("slice/pods/a", "cpu.weight", "cpu.max", "memory.max", "memory.swap.max", "memory.oom.group", "pids.max");

        var groups = ControlGroups.Open("pods", [new ControlGroupMount(own, root, null)]);
        var group = groups.Make("a", new ResourceLimits { CpuShares = 1024, CpuQuota = 50_000, Memory = 1 << 20, Processes = 99 })!;

        Assert.Empty(groups.Missing);
        Assert.Equal("+cpu +memory +pids", Read("slice/pods/cgroup.subtree_control"));
        Assert.Equal(("39", "50000 100000"), (Read("slice/pods/a/cpu.weight"), Read("slice/pods/a/cpu.max")));
        Assert.Equal(("1048576", "0", "1"), (Read("slice/pods/a/memory.max"), Read("slice/pods/a/memory.swap.max"), Read("slice/pods/a/memory.oom.group")));
        Assert.Equal("99", Read("slice/pods/a/pids.max"));
        Assert.Equal(Path.Combine(root, "slice/pods/a/cgroup.procs"), Assert.Single(group.Entries));
        File.WriteAllText(Path.Combine(root, "slice/pods/a/memory.events"), "low 0\noom 1\noom_kill 1\n");
        Assert.True(group.RanOutOfMemory());
    }

    [Fact]
    public void Open_NothingMounted_SaysWhatIsMissing()
    {
        var groups = ControlGroups.Open("pods", []);

        Assert.Equal(["cpu", "memory", "pids"], groups.Missing.Keys);
        Assert.Null(groups.Make("a", new ResourceLimits { Processes = 5 }));
    }

    private string Folder(string path) => Directory.CreateDirectory(Path.Combine(root, path)).FullName;

    private void Files(string folder, params string[] names)
    {
        Folder(folder);
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(root, folder, name), string.Empty);
        }
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(root, path));
}

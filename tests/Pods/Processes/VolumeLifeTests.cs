using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Tests.Processes;

public sealed class VolumeLifeTests : ContentsTest
{
    [Fact]
    public async Task EmptyDir_InABusyFolder_IsMountedAllTheSame()
    {
        using var enough = new CancellationTokenSource();
        var churn = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var folder = Directory.CreateTempSubdirectory("churn-");
                await Task.Yield();
                folder.Delete();
            }
        });
        var pods = Enumerable.Range(0, 20).Select(_ => WithVolume("touch /tmp/jobflows-absent/x && ls /tmp/jobflows-absent", Empty(), "/tmp/jobflows-absent")).ToList();
        await Runtime.StartAsync(pods);

        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        }

        await enough.CancelAsync();
        await churn;
    }

    [RootFact]
    public async Task FsGroup_OfAClaimWithLinksOutOfIt_ChangesOnlyWhatIsInIt()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Home.Claims, "default", "store"));
        var outside = Directory.CreateTempSubdirectory("outside-");
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "file"), "");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "out"), outside.FullName);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file"), "");
        var pod = WithVolume($"stat -c %g /mnt/file {outside.FullName} {outside.FullName}/file", new Volume { PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = "store" } });

        await RunAsync(pod with { Spec = pod.Spec! with { SecurityContext = new PodSecurityContext { FsGroup = 4713 } } });

        Assert.Equal("4713\n0\n0\n", await ReadLogAsync(pod));
        outside.Delete(recursive: true);
    }

    [RootFact]
    public async Task EmptyDir_OfMemory_IsATmpfsOfItsSizeSharedByTheContainers()
    {
        var pod = WithVolume("stat -f -c %T /mnt; df -k /mnt | tail -1 | awk '{print $2}'; cat /mnt/file; head -c 3000000 /dev/zero > /mnt/full || echo full", Empty("Memory", "2Mi"));
        var writer = Mounted(new Container { Name = "writer", Image = "busybox", Command = ["sh", "-c", "echo shared > /mnt/file"] }, "/mnt");
        pod = pod with { Spec = pod.Spec! with { InitContainers = [writer] } };

        await RunAsync(pod);

        Assert.Equal("tmpfs\n2048\nshared\nfull\n", string.Concat((await ReadLogAsync(pod)).Split('\n').Where(line => !line.Contains("head:", StringComparison.Ordinal)).Select(line => line + "\n")).Replace("\n\n", "\n", StringComparison.Ordinal));
    }

    [RootFact]
    public async Task SecurityContext_UserAndGroups_AreThoseOfTheContainerAndOwnItsVolumes()
    {
        await PutSecretAsync("keys", ("k", "v"));
        var pod = MakePod(
            "id -u; id -g; id -G; echo x > /mnt/file; stat -c '%a %u %g' /mnt /mnt/file; cat /tmp/s/k; stat -Lc '%a %u %g' /tmp/s/k; touch /etc/jobflows-absent 2>/dev/null || echo refused",
            container => container with
            {
                SecurityContext = new SecurityContext { RunAsUser = 4711 },
                VolumeMounts = [new VolumeMount { Name = "data", MountPath = "/mnt" }, new VolumeMount { Name = "secret", MountPath = "/tmp/s" }],
            },
            spec => spec with
            {
                SecurityContext = new PodSecurityContext { RunAsUser = 1, RunAsGroup = 4712, FsGroup = 4713, SupplementalGroups = [4714] },
                Volumes =
                [
                    new Volume { Name = "data", EmptyDir = new EmptyDirVolumeSource() },
                    new Volume { Name = "secret", Secret = new SecretVolumeSource { SecretName = "keys", DefaultMode = 0b100_000_000 } },
                ],
            });

        await RunAsync(pod);

        Assert.Equal("4711\n4712\n4712 4713 4714\n2777 0 4713\n644 4711 4713\nv440 0 4713\nrefused\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task SecurityContext_UserAndNoVolume_RunsAsThatUser()
    {
        var pod = MakePod("id -u; pwd; echo $HOME", container => container with { SecurityContext = new SecurityContext { RunAsUser = 4711, RunAsNonRoot = true } });

        await RunAsync(pod);

        Assert.Equal("4711\n/\n/\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task SecurityContext_User_OwnsTheStreamsOfFurtherProcessesToo()
    {
        var pod = WithVolume("until [ -e /mnt/done ]; do sleep 0.05; done", Empty());
        pod = pod with
        {
            Spec = pod.Spec! with
            {
                Containers =
                [
                    pod.Spec.Containers![0] with
                    {
                        SecurityContext = new SecurityContext { RunAsUser = 4711 },
                        Lifecycle = new Lifecycle { PostStart = new LifecycleHandler { Exec = new ExecAction { Command = ["sh", "-c", "echo x > /dev/stdout && echo y > /dev/stderr && touch /mnt/done"] } } },
                    },
                ],
            },
        };

        var report = await RunAsync(pod);

        Assert.DoesNotContain(Events(pod), one => one.Reason == "FailedPostStartHook");
        Assert.Equal("Succeeded", report.Status!.Phase);
    }

    [RootFact]
    public async Task SecurityContext_FurtherProcesses_HaveTheSupplementaryGroups()
    {
        var pod = WithVolume("until [ -e /mnt/groups ]; do sleep 0.05; done; cat /mnt/groups", Empty());
        pod = pod with
        {
            Spec = pod.Spec! with
            {
                SecurityContext = new PodSecurityContext { RunAsUser = 4711, RunAsGroup = 4712, FsGroup = 4713, SupplementalGroups = [4714] },
                Containers =
                [
                    pod.Spec.Containers![0] with
                    {
                        Lifecycle = new Lifecycle { PostStart = new LifecycleHandler { Exec = new ExecAction { Command = ["sh", "-c", "echo $(id -u) $(id -G) > /mnt/draft && mv /mnt/draft /mnt/groups"] } } },
                    },
                ],
            },
        };

        await RunAsync(pod);

        Assert.Equal("4711 4712 4713 4714\n", await ReadLogAsync(pod));
    }

    [RootFact]
    public async Task SecurityContext_CommandThatIsNotThere_IsAStartErrorForAnotherUserToo()
    {
        var pod = WithVolume("", Empty());
        pod = pod with { Spec = pod.Spec! with { Containers = [pod.Spec.Containers![0] with { Command = ["nosuchprogram"], SecurityContext = new SecurityContext { RunAsUser = 4711 } }] } };

        var terminated = Terminated(await RunAsync(pod));

        Assert.Equal((128, "StartError"), (terminated.ExitCode, terminated.Reason));
        Assert.EndsWith("exec: \"nosuchprogram\": executable file not found in $PATH", terminated.Message, StringComparison.Ordinal);
    }

    [RootTheory]
    [InlineData(0L, "container's runAsUser breaks non-root policy")]
    [InlineData(null, "container has runAsNonRoot and image will run as root")]
    public async Task SecurityContext_NonRootIsBroken_IsAConfigurationError(long? user, string problem)
    {
        var pod = MakePod("true", container => container with { SecurityContext = new SecurityContext { RunAsUser = user, RunAsNonRoot = true } });
        await Runtime.StartAsync([pod]);

        Assert.Equal($"{problem} (pod: \"pod_default({pod.Metadata.Uid})\", container: main)", await WaitingAsync(pod, "CreateContainerConfigError"));
    }

    [Fact]
    public async Task ReadOnlyRootFilesystem_LeavesOnlyTheVolumesWritable()
    {
        var pod = WithVolume("touch /tmp/x /x 2>/dev/null || echo refused; touch /tmp/jobflows-absent/x && echo written; echo ok > /dev/null", Empty(), "/tmp/jobflows-absent");
        pod = pod with { Spec = pod.Spec! with { Containers = [pod.Spec.Containers![0] with { SecurityContext = new SecurityContext { ReadOnlyRootFilesystem = true } }] } };

        await RunAsync(pod);

        Assert.Equal("refused\nwritten\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task RemovedPods_LeaveNeitherFoldersNorMounts()
    {
        const int count = 60;
        await PutConfigMapAsync("settings", ("a", "one"));
        Volume[] kinds = [Empty(), Empty("Memory"), ConfigMapVolume("settings"), new() { DownwardAPI = new DownwardAPIVolumeSource { Items = [new DownwardAPIVolumeFile { Path = "n", FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } }] } }];
        var pods = Enumerable.Range(0, count).Select(i => WithVolume("mkdir -p /mnt/a/b 2>/dev/null && touch /mnt/a/b/c && chmod 0 /mnt/a; true", kinds[i % kinds.Length])).ToList();
        var before = Mounts();
        await Runtime.StartAsync(pods);
        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        }

        await Runtime.RemoveAsync([.. pods.Select(Ref)]);

        while (Directory.EnumerateDirectories(Home.Options.Directory).Any())
        {
            await Task.Delay(10);
        }

        Assert.Equal(before, Mounts());
        Assert.Empty(await SupervisorMountsAsync());
    }

    // The supervisor is the process that holds the lock; its threads may have mounts of their own.
    private async Task<IReadOnlyList<string>> SupervisorMountsAsync()
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                if ((await File.ReadAllTextAsync(Path.Combine(process, "cmdline"))).Contains(Home.Options.Directory, StringComparison.Ordinal))
                {
                    foreach (var thread in Directory.EnumerateDirectories(Path.Combine(process, "task")))
                    {
                        found.AddRange((await File.ReadAllLinesAsync(Path.Combine(thread, "mountinfo"))).Where(line => line.Contains(Home.Options.Directory, StringComparison.Ordinal)));
                    }
                }
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return found;
    }

    private static string[] Mounts() => [.. File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains("jobflows", StringComparison.Ordinal) || line.Contains("/pods-", StringComparison.Ordinal))];

    private static Volume Empty(string? medium = null, string? limit = null) =>
        new() { EmptyDir = new EmptyDirVolumeSource { Medium = medium, SizeLimit = limit is null ? null : new Quantity(limit) } };
}

using JobFlows.Domain.Core;

namespace JobFlows.Pods.Tests.Processes;

public sealed class ConfigurationTests : ContentsTest
{
    [Fact]
    public async Task Environment_SecretIsMissing_TheContainerWaitsUntilItIsThere()
    {
        var pod = MakePod("echo $PASSWORD", container => container with { Env = [FromSecret("PASSWORD", "keys", "password")] });
        await Runtime.StartAsync([pod]);
        Assert.Equal("secret \"keys\" not found", await WaitingAsync(pod, "CreateContainerConfigError"));
        Assert.Contains(Events(pod), one => one is { Type: "Warning", Reason: "Failed", Message: "Error: secret \"keys\" not found" });

        await PutSecretAsync("keys", ("other", "x"));
        await Reports.WaitAsync(Ref(pod), one => one.Status?.ContainerStatuses![0].State?.Waiting?.Message == "couldn't find key password in Secret default/keys");
        await PutSecretAsync("keys", ("password", "s3cret"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("s3cret\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task Environment_OfARestart_IsThatOfTheObjectsThen()
    {
        await PutSecretAsync("keys", ("password", "first"));
        var gate = Directory.CreateTempSubdirectory("gate-");
        var pod = MakePod(
            $"echo $PASSWORD; [ $PASSWORD = second ] || {{ until [ -e {gate.FullName}/go ]; do sleep 0.02; done; exit 1; }}",
            container => container with { Env = [FromSecret("PASSWORD", "keys", "password")] },
            spec => spec with { RestartPolicy = "OnFailure" });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await PutSecretAsync("keys", ("password", "second"));

        // A pod that comes after the change shows that the change has arrived.
        await RunAsync(MakePod("true", container => container with { Env = [FromSecret("PASSWORD", "keys", "password")] }) with { Metadata = pod.Metadata with { Name = "after", Uid = Guid.NewGuid().ToString() } });
        await File.WriteAllTextAsync(Path.Combine(gate.FullName, "go"), "");

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("second\n", await ReadLogAsync(pod));
        gate.Delete(recursive: true);
    }

    [Fact]
    public async Task Environment_OfARestartWithoutAServer_IsThatOfTheObjectsLastSeen()
    {
        await PutSecretAsync("keys", ("password", "s3cret"));
        var gate = Directory.CreateTempSubdirectory("gate-").FullName;
        var pod = MakePod(
            $"echo $PASSWORD >> {gate}/runs; [ -e {gate}/go ] && exit 0; {UntilFile(gate + "/go")}; exit 1",
            container => container with { Env = [FromSecret("PASSWORD", "keys", "password")] },
            spec => spec with { RestartPolicy = "OnFailure" });
        await using (var server = Home.Open(Reports))
        {
            await server.StartAsync([pod]);
            await Reports.RunningAsync(Ref(pod));
        }

        await File.WriteAllTextAsync(Path.Combine(gate, "go"), "");
        while (!(await File.ReadAllTextAsync(Path.Combine(gate, "runs"))).EndsWith("s3cret\ns3cret\n", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }

        await Runtime.StartAsync([pod]);
        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Directory.Delete(gate, recursive: true);
    }

    [Theory]
    [InlineData("$(NAME)/x", null)]
    [InlineData("$(ABSENT)/x", "missing value for ABSENT")]
    [InlineData("$(UP)", "unable to provision SubPath `../x`: must not contain '..'")]
    [InlineData("$(ROOT)", "error SubPath `/x` must not be an absolute path")]
    public async Task SubPathExpr_Variables_AreExpandedOrExplained(string expression, string? problem)
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        var pod = MakePod(
            "touch /mnt/file",
            container => container with
            {
                Env = [new EnvVar { Name = "NAME", Value = "one" }, new EnvVar { Name = "UP", Value = "../x" }, new EnvVar { Name = "ROOT", Value = "/x" }],
                VolumeMounts = [new VolumeMount { Name = "data", MountPath = "/mnt", SubPathExpr = expression }],
            },
            spec => spec with { Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = folder.FullName } }] });
        await Runtime.StartAsync([pod]);

        if (problem is null)
        {
            Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
            Assert.True(File.Exists(Path.Combine(folder.FullName, "one", "x", "file")));
        }
        else
        {
            Assert.Equal(problem, await WaitingAsync(pod, "CreateContainerConfigError"));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task SubPath_LinkLeadsOutOfTheVolume_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("host-");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "out"), "/etc");
        var pod = MakePod(
            "true",
            container => Mounted(container, "/mnt", subPath: "out"),
            spec => spec with { Volumes = [new Volume { Name = "data", HostPath = new HostPathVolumeSource { Path = folder.FullName } }] });
        await Runtime.StartAsync([pod]);

        Assert.Equal("failed to prepare subPath for volumeMount \"data\" of container \"main\"", await WaitingAsync(pod, "CreateContainerConfigError"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Variable_OfASecretWithANul_IsAStartError()
    {
        await PutSecretAsync("keys", ("password", "a\0b"));

        var terminated = Terminated(await RunAsync(MakePod("true", container => container with { Env = [FromSecret("PASSWORD", "keys", "password")] })));

        Assert.Equal("StartError", terminated.Reason);
        Assert.EndsWith("invalid environment variable \"PASSWORD\": contains nul byte (\\x00)", terminated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_WithoutAFolder_IsNotScheduledUntilThereIsOne()
    {
        var pod = WithVolume("cat /mnt/file; echo more > /mnt/other", new Volume { PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = "store" } });
        await Runtime.StartAsync([pod]);
        Assert.Contains("persistentvolumeclaim \"store\" not found", await ToldAsync(pod, "FailedScheduling"), StringComparison.Ordinal);
        var condition = Reports.Of(Ref(pod))[^1].Status!.Conditions!.Single(one => one.Type == "PodScheduled");
        Assert.Equal(("False", "Unschedulable"), (condition.Status, condition.Reason));
        Assert.DoesNotContain(Events(pod), one => one.Reason == "Scheduled");

        var folder = Path.Combine(Home.Claims, "default", "store");
        Directory.CreateDirectory(folder + ".new");
        await File.WriteAllTextAsync(Path.Combine(folder + ".new", "file"), "kept\n");
        Directory.Move(folder + ".new", folder);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("kept\n", await ReadLogAsync(pod));
        Assert.Equal("more\n", await File.ReadAllTextAsync(Path.Combine(folder, "other")));
    }

    private static EnvVar FromSecret(string name, string secret, string key) =>
        new() { Name = name, ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = secret, Key = key } } };
}

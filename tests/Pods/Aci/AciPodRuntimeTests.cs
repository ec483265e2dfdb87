using System.Text;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;
using JobFlows.Pods.Aci;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>The life of pods as container groups.</summary>
public sealed class AciPodRuntimeTests : IAsyncLifetime
{
    private const string NoRoom = "The requested resource is not available in the location 'westeurope' at this moment. Please retry with a different resource request or in another location. Resource requested: '1' CPU '1.5' GB memory 'Linux' OS";
    private const string Quota = "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'ContainerGroups' exceeded in region 'westeurope'. Limit: '100', Usage: '100' Requested: '1'.";

    private readonly AciHome home = new();

    private ReportLog Reports => home.Reports;

    private FakeArm Arm => home.Arm;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await home.DisposeAsync();

    [Fact]
    public async Task Pod_RunsAndSucceeds_AndItsGroupIsDeleted()
    {
        var pod = await home.StartAsync(home.Open(), MakePod("ok"));

        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.Run();
        var running = await Reports.RunningAsync(Ref(pod));
        Assert.Equal(("True", true), (ConditionOf(running, "Ready").Status, running.Status!.ContainerStatuses![0].Ready));
        group.End(0);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal("Succeeded", status.Phase);
        var terminated = status.ContainerStatuses![0].State!.Terminated!;
        Assert.Equal((0, "Completed"), (terminated.ExitCode, terminated.Reason));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 5, TimeSpan.Zero), terminated.FinishedAt);
        await Arm.SeesAsync("DELETE");
        Assert.Equal(1, Arm.Count("PUT"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(137)]
    public async Task Pod_Fails_WithItsExitCode(int exitCode)
    {
        Arm.Made = group => group.End(exitCode);
        var pod = await home.StartAsync(home.Open(), MakePod("bad"));

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;

        Assert.Equal(("Failed", exitCode, "Error"), (status.Phase, status.ContainerStatuses![0].State!.Terminated!.ExitCode, status.ContainerStatuses[0].State!.Terminated!.Reason));
    }

    [Fact]
    public async Task Events_TellTheStoryOnce()
    {
        var pod = await home.StartAsync(home.Open(), MakePod("story"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.Run();
        await Reports.RunningAsync(Ref(pod));
        group.End(0);

        await Reports.StoppedAsync(Ref(pod));

        Assert.Equal(["Scheduled", "Pulled", "Started"], EventsOf(pod).Select(what => what.Reason));
        Assert.Equal("Successfully assigned default/story to azure", EventsOf(pod)[0].Message);
        Assert.Equal("spec.containers{main}", EventsOf(pod)[1].FieldPath);
    }

    [Theory]
    [InlineData(409, "ContainerGroupQuotaReached", Quota)]
    [InlineData(409, "ServiceUnavailable", NoRoom)]
    [InlineData(409, "RegistryErrorResponse", "An error response is received from the docker registry 'index.docker.io'. Please retry later.")]
    [InlineData(400, "CannotAccessStorageAccount", "The Azure Storage account failed to be accessed.")]
    [InlineData(503, "ServerBusy", "Come back later.")]
    [InlineData(500, "InternalServerError", "Encountered internal server error.")]
    public async Task Create_NoRoomForNow_IsTriedAgainAndIsNoFailure(int status, string code, string message)
    {
        Arm.RefuseCreate(status, code, message, times: 3);
        Arm.Made = group => group.End(0);

        var pod = await home.StartAsync(home.Open(), MakePod("patient"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(4, Arm.Count("PUT"));
        Assert.Equal(3, EventsOf(pod).Count(what => what is { Type: "Warning", Reason: "FailedCreate" } && what.Message == $"Error creating: {code}: {message}"));
        var waiting = await Reports.WaitAsync(Ref(pod), report => report.Status is { Phase: "Pending", StartTime: null });
        Assert.Null(waiting.Status!.ContainerStatuses);
        Assert.Equal(("False", "Unschedulable"), (ConditionOf(waiting, "PodScheduled").Status, ConditionOf(waiting, "PodScheduled").Reason));
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Status?.Phase == "Failed");
    }

    [Fact]
    public async Task Create_NoRoomAfterAll_TheGroupIsMadeAgain()
    {
        var first = true;
        Arm.Made = group =>
        {
            if (first)
            {
                group.Fail("InsufficientCapacity.", NoRoom);
                first = false;
            }
            else
            {
                group.End(0);
            }
        };

        var pod = await home.StartAsync(home.Open(), MakePod("again"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(2, Arm.Count("PUT"));
        Assert.Contains(EventsOf(pod), what => what.Reason == "FailedCreate" && what.Message == $"Error creating: InsufficientCapacity: {NoRoom}");
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Status?.Phase == "Failed");
    }

    [Fact]
    public async Task Create_NoRoom_OtherPodsAreNotAskedForInVain()
    {
        Arm.RefuseCreate(409, "ContainerGroupQuotaReached", Quota, times: 1000);
        var runtime = home.Open(options => options with { ShortestRetry = TimeSpan.FromMinutes(1), LongestPoll = TimeSpan.FromMinutes(1) });

        for (var i = 0; i < 100; i++)
        {
            await home.StartAsync(runtime, MakePod($"many-{i}"));
        }

        await Arm.SeesAsync("PUT");
        await home.StartAsync(runtime, MakePod("last"));
        Assert.InRange(Arm.Count("PUT"), 1, 8);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => home.StartAsync(runtime, MakePod($"more-{i}"))));
        Assert.InRange(Arm.Count("PUT"), 1, 8);
    }

    [Theory]
    [InlineData(400, "InaccessibleImage", "The image 'nobody/nothing' in container group 'x' is not accessible. Please check the image and registry credential.")]
    [InlineData(403, "AuthorizationFailed", "The client does not have authorization to perform action 'Microsoft.ContainerInstance/containerGroups/write'.")]
    public async Task Create_RefusedForGood_PodFailsAndSaysWhy(int status, string code, string message)
    {
        Arm.RefuseCreate(status, code, message);

        var pod = await home.StartAsync(home.Open(), MakePod("refused"));

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(("Failed", "ProviderFailed", $"{code}: {message}"), (report.Status!.Phase, report.Status.Reason, report.Status.Message));
        Assert.Contains(EventsOf(pod), what => what is { Type: "Warning", Reason: "FailedCreate" });
        Assert.Equal(1, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Create_UnsupportedFields_PodFailsAndNamesThem()
    {
        var pod = MakePod("odd");
        pod = pod with { Spec = pod.Spec! with { HostNetwork = true, Containers = [pod.Spec.Containers![0] with { WorkingDir = "/data" }] } };

        await home.StartAsync(home.Open(), pod);

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(("Failed", "NotSupported"), (report.Status!.Phase, report.Status.Reason));
        Assert.StartsWith("Pod was rejected: spec.hostNetwork: ", report.Status.Message);
        Assert.Contains("; spec.containers[0].workingDir: ", report.Status.Message);
        Assert.Equal(0, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Create_SecretIsMissing_PodWaitsForIt()
    {
        var pod = MakePod("needy");
        var variable = new EnvVar { Name = "KEY", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "one" } } };
        pod = pod with { Spec = pod.Spec! with { Containers = [pod.Spec.Containers![0] with { Env = [variable] }] } };
        await home.StartAsync(home.Open(), pod);
        var waiting = await Reports.WaitAsync(Ref(pod), report => report.Status?.ContainerStatuses?[0].State?.Waiting?.Reason == "CreateContainerConfigError");
        Assert.Equal("secret \"keys\" not found", waiting.Status!.ContainerStatuses![0].State!.Waiting!.Message);

        await home.Store.WriteAsync([ObjectWrites.Create(ResourceTypes.Secrets, new Secret
        {
            Metadata = new ObjectMeta { Name = "keys", Namespace = "default", Uid = Guid.NewGuid().ToString() },
            Data = new Dictionary<string, byte[]> { ["one"] = "hidden"u8.ToArray() },
        })]);

        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        Assert.Equal("""[{"name":"KEY","secureValue":"hidden"}]""", group.Container()["environmentVariables"]!.ToJsonString());
    }

    [Fact]
    public async Task Throttled_NothingIsAskedUntilAzureSaysSo()
    {
        var runtime = home.Open();
        await runtime.StartAsync([]);
        await Arm.SeesAsync("LIST");
        var throttled = DateTimeOffset.MinValue;
        var early = 0;
        Arm.Intercept = _ =>
        {
            if (throttled == DateTimeOffset.MinValue)
            {
                throttled = DateTimeOffset.UtcNow;
                return FakeArm.Error(429, "SubscriptionRequestsThrottled", "Number of requests exceeded the limit.", retryAfter: "1");
            }

            early += DateTimeOffset.UtcNow - throttled < TimeSpan.FromMilliseconds(900) ? 1 : 0;
            return null;
        };
        Arm.Made = group => group.End(0);

        var pod = await home.StartAsync(runtime, MakePod("slow"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(0, early);
    }

    [Fact]
    public async Task Start_Twice_MakesOneGroup()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("once"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);

        await runtime.StartAsync([await home.ReadAsync(pod)]);
        await home.Open().StartAsync([await home.ReadAsync(pod)]);
        group.End(0);

        await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(1, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Start_AfterTheServerCameBack_GroupsThatRunAreFound()
    {
        var first = home.Open();
        var pod = await home.StartAsync(first, MakePod("survivor"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.Run();
        await Reports.RunningAsync(Ref(pod));
        await first.DisposeAsync();
        group.End(5);

        await home.Open().StartAsync([await home.ReadAsync(pod)]);

        Assert.Equal(5, (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        Assert.Equal(1, Arm.Count("PUT"));
        Assert.Equal(1, EventsOf(pod).Count(what => what.Reason == "Started"));
    }

    [Fact]
    public async Task Start_PodThatHasEnded_IsToldAgainNotRunAgain()
    {
        Arm.Made = group => group.End(4);
        var first = home.Open();
        var pod = await home.StartAsync(first, MakePod("ended"));
        await Reports.StoppedAsync(Ref(pod));
        await Arm.SeesAsync("DELETE");
        await first.DisposeAsync();
        var later = new ReportLog();

        // As an activity does that was delivered twice.
        await home.Open(reports: later).StartAsync([pod]);

        Assert.Equal(4, (await later.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].State!.Terminated!.ExitCode);
        Assert.Equal(1, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Start_SaysRunningButNoTrace_FailsAndIsNotStarted()
    {
        var pod = MakePod("lost") with { Status = new PodStatus { Phase = "Running" } };

        await home.StartAsync(home.Open(), pod);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", 137, "ContainerStatusUnknown"), (status.Phase, status.ContainerStatuses![0].State!.Terminated!.ExitCode, status.ContainerStatuses[0].State!.Terminated!.Reason));
        Assert.Equal(0, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Group_DeletedBySomebodyElse_PodFailsAndIsNotStartedAgain()
    {
        var pod = await home.StartAsync(home.Open(), MakePod("robbed"));
        (await Arm.GroupAsync(pod.Metadata.Uid!)).Run();
        await Reports.RunningAsync(Ref(pod));

        Arm.Lose(pod.Metadata.Uid!);

        Assert.Equal("ContainerStatusUnknown", (await Reports.StoppedAsync(Ref(pod))).Status!.ContainerStatuses![0].State!.Terminated!.Reason);
        Assert.Equal(1, Arm.Count("PUT"));
    }

    [Fact]
    public async Task Stop_ContainersEndOnTheirSignal_TheirExitCodesCount()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("polite"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.WhenToldToStop = one => one.End(0, state: "Stopped");
        group.Run();
        await Reports.RunningAsync(Ref(pod));

        await runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("Stopping container main", EventsOf(pod).Single(what => what.Reason == "Killing").Message);
        await Arm.SeesAsync("DELETE");
    }

    [Fact]
    public async Task Stop_AzureForgetsTheContainers_TheLogIsKeptAndTheEndIsUnknown()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("recycled"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.WhenToldToStop = one => one.Recycle();
        group.Run();
        group.Write("before");
        await Reports.RunningAsync(Ref(pod));

        await runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(5));

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", 137, "ContainerStatusUnknown"), (status.Phase, status.ContainerStatuses![0].State!.Terminated!.ExitCode, status.ContainerStatuses[0].State!.Terminated!.Reason));
        Assert.Equal("before\n", await ReadLogAsync(runtime, pod));
    }

    [Fact]
    public async Task Stop_ContainersGoOn_TheGroupIsDeletedAfterTheGracePeriod()
    {
        Arm.DeletionGets = 3;
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("stubborn"));
        (await Arm.GroupAsync(pod.Metadata.Uid!)).Run();
        await Reports.RunningAsync(Ref(pod));

        await runtime.StopAsync(Ref(pod), TimeSpan.FromHours(1));
        await Arm.SeesAsync("STOP");
        Assert.Equal(0, Arm.Count("DELETE"));
        await runtime.StopAsync(Ref(pod), TimeSpan.FromMilliseconds(20));

        var report = await Reports.StoppedAsync(Ref(pod));
        Assert.Equal(("Failed", 137), (report.Status!.Phase, report.Status.ContainerStatuses![0].State!.Terminated!.ExitCode));
        Assert.Empty(Arm.Present);
    }

    [Fact]
    public async Task Stop_PodWithoutAGroup_NeverGetsOne()
    {
        Arm.RefuseCreate(409, "ContainerGroupQuotaReached", Quota, times: 1000);
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("unmade"));
        await Arm.SeesAsync("PUT", 2);

        await runtime.StopAsync(Ref(pod), TimeSpan.FromMinutes(1));

        await Reports.StoppedAsync(Ref(pod));
        Assert.Empty(Arm.Present);
    }

    [Fact]
    public async Task ActiveDeadline_Passes_PodFails()
    {
        var pod = MakePod("deadline");
        pod = pod with { Spec = pod.Spec! with { ActiveDeadlineSeconds = 1, TerminationGracePeriodSeconds = 0 } };
        Arm.Made = group => group.Run();

        await home.StartAsync(home.Open(), pod);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", "DeadlineExceeded", "Pod was active on the node longer than the specified deadline"), (status.Phase, status.Reason, status.Message));
    }

    [Fact]
    public async Task StartDeadline_Passes_PodThatHasNoRoomFails()
    {
        Arm.RefuseCreate(409, "ContainerGroupQuotaReached", Quota, times: 1000);
        var pod = MakePod("urgent");
        pod = pod with
        {
            Metadata = pod.Metadata with { CreationTimestamp = DateTimeOffset.UtcNow - TimeSpan.FromSeconds(59), Annotations = new Dictionary<string, string> { [StartDeadline.Annotation] = "1m" } },
        };

        await home.StartAsync(home.Open(), pod);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", StartDeadline.Exceeded), (status.Phase, status.Reason));
        Assert.Equal($"Pod did not start within 1m: ContainerGroupQuotaReached: {Quota}", status.Message);
    }

    [Fact]
    public async Task Restart_OnFailure_IsSeenAsAKubeletShowsIt()
    {
        var pod = MakePod("retry") is var made ? made with { Spec = made.Spec! with { RestartPolicy = "OnFailure" } } : null!;
        await home.StartAsync(home.Open(), pod);
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.End(1, state: "Running");
        group.Wait("CrashLoopBackOff: Back-off 10s restarting failed");
        var crashing = await Reports.WaitAsync(Ref(pod), report => report.Status?.ContainerStatuses?[0].State?.Waiting?.Reason == "CrashLoopBackOff");
        Assert.Equal(("Running", 1), (crashing.Status!.Phase, crashing.Status.ContainerStatuses![0].LastState!.Terminated!.ExitCode));

        group.Run(restarts: 1);
        await Reports.WaitAsync(Ref(pod), report => report.Status?.ContainerStatuses?[0] is { RestartCount: 1, State.Running: not null });
        group.End(0);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
    }

    [Fact]
    public async Task InitContainer_Fails_PodFailsWithoutTheOthers()
    {
        var pod = MakePod("noinit");
        pod = pod with { Spec = pod.Spec! with { InitContainers = [new Container { Name = "first", Image = "busybox", Command = ["false"] }] } };
        Arm.Made = group =>
        {
            group.End(9, "first");
            group.ProvisioningState = "Succeeded";
        };

        await home.StartAsync(home.Open(), pod);

        var status = (await Reports.StoppedAsync(Ref(pod))).Status!;
        Assert.Equal(("Failed", 9), (status.Phase, status.InitContainerStatuses![0].State!.Terminated!.ExitCode));
        Assert.NotNull(status.ContainerStatuses![0].State!.Waiting);
        Assert.Equal("False", status.Conditions!.Single(condition => condition.Type == "Initialized").Status);
    }

    [Fact]
    public async Task Log_IsThereWhileThePodRunsAndAfterItsEnd()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("chatty"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.Run();
        group.Write("one");
        group.Write("two", 1);
        Assert.Equal("one\ntwo\n", await ReadLogAsync(runtime, pod));
        Assert.Equal("two\n", await ReadLogAsync(runtime, pod, new LogQuery { Container = "main", TailLines = 1 }));
        group.Write("three", 2);
        group.End(0);
        await Reports.StoppedAsync(Ref(pod));
        await Arm.SeesAsync("DELETE");
        Arm.Lose(pod.Metadata.Uid!);

        Assert.Equal("one\ntwo\nthree\n", await ReadLogAsync(runtime, pod));
        Assert.Equal(
            "2026-03-04T05:06:02.000000000Z three\n",
            await ReadLogAsync(runtime, pod, new LogQuery { Container = "main", Timestamps = true, Since = new DateTimeOffset(2026, 3, 4, 5, 6, 2, TimeSpan.Zero) }));
        Assert.False(await runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main", Previous = true }, Stream.Null));
        Assert.False(await runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "other" }, Stream.Null));
    }

    [Fact]
    public async Task Log_Followed_GoesOnUntilTheContainerEnds()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("followed"));
        var group = await Arm.GroupAsync(pod.Metadata.Uid!);
        group.Run();
        await Reports.RunningAsync(Ref(pod));
        group.Write("one");
        using var output = new SignalStream();

        var reading = runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main", Follow = true }, output);
        await output.ContainsAsync("one\n");
        group.Write("two");
        await output.ContainsAsync("two\n");
        group.Write("three", 1);
        group.End(0);

        Assert.True(await reading);
        Assert.Equal("one\ntwo\nthree\n", output.Text);
    }

    [Fact]
    public async Task Log_OfAJobsPod_IsKeptUntilTheJobIsGone()
    {
        var runtime = home.Open();
        var pod = MakePod("kept");
        pod = pod with { Metadata = pod.Metadata with { OwnerReferences = [new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "work", Uid = "job-uid", Controller = true }] } };
        Arm.DeletionGets = 0;
        Arm.Made = group =>
        {
            group.End(0);
            group.Write("text");
        };
        await home.StartAsync(runtime, pod);
        await Reports.StoppedAsync(Ref(pod));

        await runtime.RemoveAsync([Ref(pod)]);
        while (await runtime.FindAsync("default", "kept") is null)
        {
            await Task.Yield();
        }

        Assert.Equal("text\n", await ReadLogAsync(runtime, pod));
        Assert.Equal([new LogOwner("default", "job-uid")], await runtime.OwnersAsync());
        await runtime.ForgetAsync([new LogOwner("default", "job-uid")]);
        Assert.False(await runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main" }, Stream.Null));
    }

    [Fact]
    public async Task Remove_PodThatRuns_TakesItsGroup()
    {
        var runtime = home.Open();
        var pod = await home.StartAsync(runtime, MakePod("gone"));
        (await Arm.GroupAsync(pod.Metadata.Uid!)).Run();
        await Reports.RunningAsync(Ref(pod));

        await runtime.RemoveAsync([Ref(pod)]);

        await Arm.SeesAsync("DELETE");
    }

    [Fact]
    public async Task Sweep_GroupsOfPodsThatAreGone_AreDeletedAndOthersStay()
    {
        var gone = Enumerable.Range(0, 3).Select(i => MakePod($"gone-{i}")).ToList();
        var first = home.Open();
        foreach (var pod in gone)
        {
            await home.StartAsync(first, pod);
            await Arm.GroupAsync(pod.Metadata.Uid!);
        }

        var elsewhere = home.Open(options => options with { Server = "another" });
        var foreign = await home.StartAsync(elsewhere, MakePod("foreign"));
        await Arm.GroupAsync(foreign.Metadata.Uid!);
        var kept = await home.StartAsync(first, MakePod("kept"));
        await Arm.GroupAsync(kept.Metadata.Uid!);
        await first.DisposeAsync();
        await elsewhere.DisposeAsync();
        foreach (var pod in gone.Append(foreign))
        {
            await home.Store.WriteAsync([ObjectWrites.Delete(ResourceTypes.Pods, await home.ReadAsync(pod))]);
        }

        Arm.DeletionGets = 0;
        await home.Open().StartAsync([]);

        await Arm.SeesAsync("DELETE", 3);
        Assert.Equal(new[] { foreign, kept }.Select(pod => $"pod-{pod.Metadata.Uid}").Order(), Arm.Present.Select(group => group.Name).Order());
    }

    [Fact]
    public async Task Round_OfAHostThatSleeps_DoesWhatIsDue()
    {
        var runtime = home.Open(options => options with { LooksByItself = false });
        var pod = await home.StartAsync(runtime, MakePod("dozing"));
        var group = Assert.Single(Arm.Present);
        await Task.Yield();
        Assert.DoesNotContain(Reports.Of(Ref(pod)), report => report.Stopped);
        group.Run();
        await home.Open(options => options with { LooksByItself = false }).RoundAsync();
        Assert.Equal("Running", (await home.ReadAsync(pod)).Status!.Phase);
        group.End(0);

        var other = home.Open(options => options with { LooksByItself = false });
        await other.RoundAsync();

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal(1, Arm.Count("PUT"));
        Assert.Equal(1, Arm.Count("DELETE"));
    }

    [Fact]
    public async Task Round_AnotherHostHasEndedThePodMeanwhile_DoesNotStartItAgain()
    {
        var pod = MakePod("stale");
        await home.StoreAsync(pod);
        home.Store.BeforeWrite = async _ =>
            await home.Store.WriteAsync([ObjectWrites.Update(ResourceTypes.Pods, await home.ReadAsync(pod) with { Status = new PodStatus { Phase = "Succeeded", StartTime = DateTimeOffset.UtcNow } })]);

        var runtime = home.Open(options => options with { LooksByItself = false });
        await runtime.RoundAsync();
        await runtime.RoundAsync();

        Assert.Equal("Succeeded", (await home.ReadAsync(pod)).Status!.Phase);
        Assert.Equal(0, Arm.Count("PUT"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("ends.")]
    [InlineData("")]
    public void Open_ResourceGroupThatCantBe_IsRefused(string name) => Assert.StartsWith(
        $"'{name}' can't be the name of an Azure resource group",
        Assert.Throws<ArgumentException>(() => home.Open(options => options with { ResourceGroup = name })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Open_SubscriptionThatIsNoId_IsRefused() => Assert.StartsWith(
        "the Azure subscription is named by its ID, a GUID, not 'mine'",
        Assert.Throws<ArgumentException>(() => home.Open(options => options with { Subscription = "mine" })).Message);

    [Fact]
    public async Task Check_WithoutTheResourceGroup_SaysSo()
    {
        Assert.Null(await home.Open().CheckAsync());
        Assert.Equal(
            "the resource group nowhere can't be used: ResourceGroupNotFound: Resource group 'nowhere' could not be found.",
            await home.Open(options => options with { ResourceGroup = "nowhere" }).CheckAsync());
    }

    private static Pod MakePod(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString(), CreationTimestamp = DateTimeOffset.UtcNow },
        Spec = new PodSpec { RestartPolicy = "Never", NodeName = "azure", Containers = [new Container { Name = "main", Image = "busybox:1.36", Command = ["true"] }] },
        Status = new PodStatus { Phase = "Pending" },
    };

    private static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    private static PodCondition ConditionOf(PodReport report, string type) => report.Status!.Conditions!.Single(condition => condition.Type == type);

    private List<PodEvent> EventsOf(Pod pod) => [.. Reports.Of(Ref(pod)).SelectMany(report => report.Events)];

    private static async Task<string> ReadLogAsync(AciPodRuntime runtime, Pod pod, LogQuery? query = null)
    {
        using var output = new MemoryStream();
        Assert.True(await runtime.ReadLogAsync(Ref(pod), query ?? new LogQuery { Container = "main" }, output), "there is no log");
        return Encoding.UTF8.GetString(output.ToArray());
    }
}

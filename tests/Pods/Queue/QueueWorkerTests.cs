using System.Text;
using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Queue;
using JobFlows.Pods.Queue.Claims;
using JobFlows.Pods.Queue.Messages;
using JobFlows.Pods.Queue.Server;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Queue;

/// <summary>What happens between a server and its workers when not all goes well.</summary>
public sealed class QueueWorkerTests : IClassFixture<SharedAzurite>, IAsyncLifetime
{
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(2);
    private readonly QueueHome home;
    private readonly ReportLog reports = new();
    private readonly MemoryObjectStore store = new();
    private readonly QueuePodRuntime server;
    private readonly string folder = Directory.CreateTempSubdirectory("queue-test-").FullName;

    public QueueWorkerTests(SharedAzurite azurite)
    {
        home = new QueueHome(azurite.ConnectionString);
        server = home.Open(reports, store);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await home.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WorkerLost_WhatItHadStartedFails_TheRestRunsElsewhere()
    {
        var pods = MakeBatch(3, "echo run >> {0}");
        await server.StartAsync(pods);
        var message = await ReceiveAsync();
        var claim = await home.Storage.Claims.TakeAsync(BatchNames.Of(pods[0]), [Uid(pods[0]), Uid(pods[1])], "lost", message, [], CancellationToken.None);
        var ended = new PodReport(Ref(pods[1]), new PodStatus { Phase = "Succeeded" }, Stopped: true, []);
        await home.Storage.Claims.AppendAsync(claim!, 0, ClaimFrame.Of(ended), 1000, CancellationToken.None);

        home.StartWorker();

        var lost = await reports.StoppedAsync(Ref(pods[0]));
        Assert.Equal("Failed", lost.Status!.Phase);
        Assert.Equal("True", lost.Status.Conditions!.Single(condition => condition.Type == "DisruptionTarget").Status);
        Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pods[1]))).Status!.Phase);
        Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pods[2]))).Status!.Phase);
        Assert.Equal([0, 0, 1], pods.Select(Runs));
    }

    [Fact]
    public async Task WorkerLost_MessageSeenAgainAndAgain_TellsTheSameEnd()
    {
        var pods = MakeBatch(1, "echo run >> {0}");
        await server.StartAsync(pods);
        var message = await ReceiveAsync();
        var claim = await home.Storage.Claims.TakeAsync(BatchNames.Of(pods[0]), [Uid(pods[0])], "lost", message, [], CancellationToken.None);

        home.StartWorker();
        await reports.StoppedAsync(Ref(pods[0]));
        await home.StopWorkersAsync();

        var endings = await home.Storage.Claims.EndingsAsync(claim!, CancellationToken.None);
        Assert.Equal("Failed", endings.ByPod[Uid(pods[0])].Status!.Phase);
        var later = new ReportLog();
        await using var another = home.Open(later);
        await another.StartAsync([pods[0] with { Status = new PodStatus { Phase = "Running" } }]);
        Assert.Contains((await later.StoppedAsync(Ref(pods[0]))).Status!.Conditions!, condition => condition.Type == "DisruptionTarget");
    }

    [Fact]
    public async Task Message_TakenTwice_PodsRunOnce()
    {
        var pods = MakeBatch(5, "echo run >> {0}");
        for (var i = 0; i < 3; i++)
        {
            await using var repeated = home.Open(new ReportLog());
            await repeated.StartAsync(pods);
        }

        home.StartWorker();
        home.StartWorker();
        await server.StartAsync(pods);

        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pod))).Status!.Phase);
        }

        await DrainAsync();
        Assert.All(pods, pod => Assert.Equal(1, Runs(pod)));
    }

    [Fact]
    public async Task Message_WithMorePodsThanRoom_AllRun()
    {
        var pods = MakeBatch(9, "echo run >> {0}");
        home.StartWorker(options => options with { Room = 2 });

        await server.StartAsync(pods);

        foreach (var pod in pods)
        {
            Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pod))).Status!.Phase);
        }
    }

    [Fact]
    public async Task Message_PodsWaitTooLongForRoom_AnotherWorkerGetsThem()
    {
        var pods = MakeBatch(2, "echo run >> {0}; while [ ! -e {0}.go ]; do sleep 0.02; done");
        home.StartWorker(options => options with { Room = 1, Patience = TimeSpan.FromMilliseconds(100) });
        await server.StartAsync(pods);
        await reports.RunningAsync(Ref(pods[0]));

        home.StartWorker(options => options with { Room = 1 });

        await reports.RunningAsync(Ref(pods[1]));
        Array.ForEach([.. pods], pod => File.WriteAllText(FileOf(pod) + ".go", ""));
        Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pods[0]))).Status!.Phase);
        Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pods[1]))).Status!.Phase);
        Assert.Equal([1, 1], pods.Select(Runs));
    }

    [Fact]
    public async Task Stop_PodThatNoWorkerHas_NeverStarts()
    {
        var pods = MakeBatch(2, "echo run >> {0}");
        await server.StartAsync(pods);

        await server.StopAsync(Ref(pods[0]), TimeSpan.FromSeconds(30));
        Assert.Null((await reports.StoppedAsync(Ref(pods[0]))).Status);
        home.StartWorker();

        await reports.StoppedAsync(Ref(pods[1]));
        await DrainAsync();
        Assert.Equal([0, 1], pods.Select(Runs));
    }

    [Fact]
    public async Task Remove_PodThatRuns_IsKilled()
    {
        var pods = MakeBatch(1, "echo run >> {0}; sleep 1000");
        home.StartWorker();
        await server.StartAsync(pods);
        await reports.RunningAsync(Ref(pods[0]));

        await server.RemoveAsync([Ref(pods[0])]);

        await reports.StoppedAsync(Ref(pods[0]));
    }

    [Fact]
    public async Task Worker_ToldToStop_PodsAreDisruptedAndTheRestGoesBack()
    {
        var pods = MakeBatch(2, "echo run >> {0}; while [ ! -e {0}.go ]; do sleep 0.02; done");
        home.StartWorker(options => options with { Room = 1 });
        await server.StartAsync(pods);
        await reports.RunningAsync(Ref(pods[0]));

        await home.StopWorkersAsync();

        var stopped = await reports.StoppedAsync(Ref(pods[0]));
        Assert.Equal(("Failed", "Terminated"), (stopped.Status!.Phase, stopped.Status.Reason));
        Assert.Equal("TerminationByKubelet", stopped.Status.Conditions!.Single(condition => condition.Type == "DisruptionTarget").Reason);
        File.WriteAllText(FileOf(pods[1]) + ".go", "");
        home.StartWorker();
        Assert.Equal("Succeeded", (await reports.StoppedAsync(Ref(pods[1]))).Status!.Phase);
        Assert.Equal([1, 1], pods.Select(Runs));
    }

    [Fact]
    public async Task Message_TooLargeForTheQueue_GoesToABlobThatIsDeletedAfterwards()
    {
        var pods = MakeBatch(2, "echo run >> {0}", pod => pod with { Metadata = pod.Metadata with { Labels = new Dictionary<string, string> { ["long"] = new('<', 100_000) } } });
        await server.StartAsync(pods);
        Assert.Single(await BlobsAsync());
        home.StartWorker();

        await reports.StoppedAsync(Ref(pods[0]));
        await reports.StoppedAsync(Ref(pods[1]));

        await DrainAsync();
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task Secrets_GoAlongWithThePods()
    {
        var secret = new Secret { Metadata = new ObjectMeta { Name = "keys", Namespace = "default" }, Data = new Dictionary<string, byte[]> { ["word"] = "sesame"u8.ToArray() } };
        await store.WriteAsync([ObjectWrites.Create(ResourceTypes.Secrets, secret with { Metadata = secret.Metadata with { Uid = Guid.NewGuid().ToString() } })]);
        var pods = MakeBatch(1, "echo $WORD >> {0}", pod => pod with
        {
            Spec = pod.Spec! with
            {
                Containers = [pod.Spec.Containers![0] with { Env = [new EnvVar { Name = "WORD", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "keys", Key = "word" } } }] }],
            },
        });
        home.StartWorker();

        await server.StartAsync(pods);

        await reports.StoppedAsync(Ref(pods[0]));
        Assert.Equal("sesame", File.ReadAllText(FileOf(pods[0])).Trim());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"version":9}""")]
    [InlineData("""{"version":1,"batch":"../x","pods":{"first":{}}}""")]
    [InlineData("""{"version":1,"batch":"x","pods":{"first":{"metadata":{"name":"a"}}}}""")]
    [InlineData("""{"version":1,"blob":"messages/none"}""")]
    public async Task Message_ThatCanNotBeRead_IsKeptWithItsReason(string text)
    {
        await home.Storage.EnsureAsync(CancellationToken.None);
        await home.Account.Queues.GetQueueClient(home.Names.Pods).SendMessageAsync(text);
        home.StartWorker();

        var kept = await PoisonAsync(home.Names.Pods);

        Assert.Equal(text, (string?)kept["message"]);
        Assert.NotEmpty((string)kept["reason"]!);
        await DrainAsync();
    }

    [Fact]
    public async Task Result_ThatCanNotBeRead_IsKeptWithItsReason()
    {
        var reason = await server.HandleResultAsync("""{"version":1,"worker":"w"}""");

        Assert.Equal("worker or sequence is missing", reason);
        Assert.Equal(reason, (string?)(await PoisonAsync(home.Names.Results))["reason"]);
    }

    [Fact]
    public async Task Result_HandedOverTwice_IsRecordedTwice()
    {
        var pod = MakeBatch(1, "true")[0];
        var report = new PodReport(Ref(pod), new PodStatus { Phase = "Succeeded" }, Stopped: true, []);
        var message = new ResultMessage("w", 1, [new BatchReport(BatchNames.Of(pod), report)]).Write();
        message["version"] = 1;

        Assert.Null(await server.HandleResultAsync(message.ToJsonString()));
        Assert.Null(await server.HandleResultAsync(message.ToJsonString()));

        Assert.Equal(2, reports.Of(Ref(pod)).Count(one => one is { Stopped: true, Status.Phase: "Succeeded" }));
    }

    [Fact]
    public async Task Log_InManyBlobs_IsWhole()
    {
        var pods = MakeBatch(1, "for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.3; done");
        home.StartWorker(options => options with { MostAppends = 2, ShortestLogDelay = TimeSpan.FromMilliseconds(20) });
        await server.StartAsync(pods);
        await reports.StoppedAsync(Ref(pods[0]));

        using var output = new MemoryStream();
        await store.WriteAsync([ObjectWrites.Create(ResourceTypes.Pods, pods[0])]);
        Assert.True(await server.ReadLogAsync(Ref(pods[0]), new LogQuery { Container = "main" }, output));

        Assert.Equal("1\n2\n3\n4\n5\n6\n7\n8\n", Encoding.UTF8.GetString(output.ToArray()));
        Assert.True(await home.Storage.Container.GetBlobClient(ClaimStore.NameOf(BatchNames.Of(pods[0]), 1, part: 1)).ExistsAsync());
    }

    [Fact]
    public async Task Sweep_PodsThatAreGone_TakesTheirLogs()
    {
        var (gone, kept) = (MakeBatch(1, "true")[0], MakeBatch(1, "true")[0]);
        await store.WriteAsync([ObjectWrites.Create(ResourceTypes.Pods, kept)]);
        home.StartWorker();
        await server.StartAsync([gone, kept]);
        await reports.StoppedAsync(Ref(gone));
        await reports.StoppedAsync(Ref(kept));

        await using var sweeper = home.Open(new ReportLog(), store, options => options with { KeepLogs = TimeSpan.Zero });
        await sweeper.SweepAsync();

        Assert.Null(await home.Storage.Claims.FindAsync(BatchNames.Of(gone), 1, CancellationToken.None));
        Assert.NotNull(await home.Storage.Claims.FindAsync(BatchNames.Of(kept), 1, CancellationToken.None));
    }

    [Fact]
    public void Group_PodsOfAJob_GetBatchesThatAreStoredWithThem()
    {
        var pods = server.Group(MakeBatch(40, "true"));

        Assert.All(pods, pod => Assert.True(BatchNames.IsName(pod.Metadata.Annotations![BatchNames.Annotation])));
        Assert.Equal(14, pods.Select(BatchNames.Of).Distinct().Count());
    }

    private static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    private static string Uid(Pod pod) => pod.Metadata.Uid!;

    // {0} is a file of the pod's own.
    private IReadOnlyList<Pod> MakeBatch(int count, string script, Func<Pod, Pod>? change = null)
    {
        var batch = Guid.NewGuid().ToString("N");
        var job = new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "job", Uid = Guid.NewGuid().ToString(), Controller = true };
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var uid = Guid.NewGuid().ToString();
                var pod = new Pod
                {
                    Metadata = new ObjectMeta
                    {
                        Name = $"pod-{i}-{uid}",
                        Namespace = "default",
                        Uid = uid,
                        OwnerReferences = [job],
                        Annotations = new Dictionary<string, string> { [BatchNames.Annotation] = batch },
                    },
                    Spec = new PodSpec
                    {
                        RestartPolicy = "Never",
                        TerminationGracePeriodSeconds = 0,
                        Containers = [new Container { Name = "main", Image = "busybox", Command = ["sh", "-c", script.Replace("{0}", Path.Combine(folder, uid))] }],
                    },
                    Status = new PodStatus { Phase = "Pending" },
                };
                return change?.Invoke(pod) ?? pod;
            }),
        ];
    }

    private string FileOf(Pod pod) => Path.Combine(folder, Uid(pod));

    private int Runs(Pod pod) => File.Exists(FileOf(pod)) ? File.ReadAllLines(FileOf(pod)).Length : 0;

    private async Task<string> ReceiveAsync() => Assert.Single(await home.Storage.Pods.ReceiveAsync(1, ShortLease, CancellationToken.None)).MessageId;

    private async Task<IReadOnlyList<string>> BlobsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in home.Storage.Container.GetBlobsAsync(prefix: MessageBlobs.Prefix))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    // Until no message is left: what should not happen would have happened by then.
    private async Task DrainAsync()
    {
        while ((await home.Account.Queues.GetQueueClient(home.Names.Pods).GetPropertiesAsync()).Value.ApproximateMessagesCount > 0)
        {
            await Task.Delay(20);
        }
    }

    private async Task<JsonObject> PoisonAsync(string queue)
    {
        var poison = home.Account.Queues.GetQueueClient(QueueNames.PoisonOf(queue));
        while (true)
        {
            if (await poison.ExistsAsync() && (await poison.ReceiveMessageAsync()).Value is { } message)
            {
                return JsonNode.Parse(message.MessageText)!.AsObject();
            }

            await Task.Delay(20);
        }
    }
}

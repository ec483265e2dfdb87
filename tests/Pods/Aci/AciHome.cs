using Azure.Core;
using Azure.Core.Pipeline;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Aci;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>A resource group in a cloud of a test's own, the stored pods, and runtimes on both.</summary>
internal sealed class AciHome : IPodReports, IAsyncDisposable
{
    private readonly List<AciPodRuntime> opened = [];
    private readonly SemaphoreSlim writing = new(1, 1);

    /// <summary>Azure.</summary>
    public FakeArm Arm { get; } = new();

    /// <summary>The stored objects.</summary>
    public MemoryObjectStore Store { get; } = new();

    /// <summary>What has been reported.</summary>
    public ReportLog Reports { get; } = new();

    /// <summary>What has been told as trouble.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>The folder of the logs.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "jobflows-aci-" + Guid.NewGuid().ToString("N"));

    /// <summary>The settings of tests: everything is quick.</summary>
    public AciPodOptions Options => new()
    {
        Subscription = FakeArm.Subscription,
        ResourceGroup = FakeArm.ResourceGroup,
        Credential = new Token(),
        Server = "test",
        LogDirectory = Folder,
        ShortestPoll = TimeSpan.FromMilliseconds(10),
        LongestPoll = TimeSpan.FromMilliseconds(50),
        ShortestRetry = TimeSpan.FromMilliseconds(10),
        LongestRetry = TimeSpan.FromMilliseconds(50),
        MissingPatience = TimeSpan.FromMilliseconds(50),
        LogPoll = TimeSpan.FromMilliseconds(10),
        Transport = new HttpClientTransport(new HttpClient(Arm, disposeHandler: false)),
        Trouble = Tell,
    };

    /// <summary>A runtime whose reports are stored, as the pod service does it.</summary>
    public AciPodRuntime Open(Func<AciPodOptions, AciPodOptions>? change = null, IPodReports? reports = null)
    {
        var runtime = new AciPodRuntime(change?.Invoke(Options) ?? Options, reports ?? this, Store, TimeProvider.System);
        opened.Add(runtime);
        return runtime;
    }

    /// <summary>Stores a pod and has it started.</summary>
    public async Task<Pod> StartAsync(AciPodRuntime runtime, Pod pod)
    {
        await StoreAsync(pod);
        await runtime.StartAsync([await ReadAsync(pod)]);
        return pod;
    }

    /// <summary>Stores an object.</summary>
    public Task StoreAsync(Pod pod) => Store.WriteAsync([ObjectWrites.Create(ResourceTypes.Pods, pod)]);

    /// <summary>The pod as stored.</summary>
    public async Task<Pod> ReadAsync(Pod pod) => (await Store.GetAsync<Pod>(ResourceTypes.Pods, pod.Metadata.Namespace!, pod.Metadata.Name!, CancellationToken.None))!;

    public async Task ReportAsync(IReadOnlyList<PodReport> reports, CancellationToken cancellation = default)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            foreach (var report in reports)
            {
                if (report.Status is { } status && await Store.GetAsync<Pod>(ResourceTypes.Pods, report.Pod.Namespace, report.Pod.Name, cancellation) is { } pod && pod.Metadata.Uid == report.Pod.Uid)
                {
                    await Store.WriteAsync([ObjectWrites.Update(ResourceTypes.Pods, pod with { Status = status })], cancellation);
                }
            }

            await Reports.ReportAsync(reports, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in opened)
        {
            await runtime.DisposeAsync();
        }

        Arm.Dispose();
        writing.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private void Tell(string what, Exception e)
    {
        lock (Troubles)
        {
            Troubles.Add($"{what} {e}");
        }
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}

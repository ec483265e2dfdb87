using JobFlows.Conformance.Skipping;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;

namespace JobFlows.Conformance.Pods;

/// <summary>What every pod runtime does, whatever runs the pods.</summary>
public abstract class PodRuntimeConformance : IAsyncLifetime
{
    private readonly List<IPodRuntime> opened = [];

    /// <summary>What the runtime of <see cref="Runtime"/> reports.</summary>
    protected ReportLog Reports { get; } = new();

    /// <summary>The runtime under test.</summary>
    protected IPodRuntime Runtime { get; private set; } = null!;

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        Runtime = Open(Reports);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var runtime in opened.ToList())
        {
            await CloseAsync(runtime);
        }

        await CleanUpAsync();
    }

    [ConformanceFact]
    public async Task Stop_UnknownPod_IsReportedAsStopped()
    {
        var pod = Ref(MakePod("stranger", ["true"]));

        await Runtime.StopAsync(pod, TimeSpan.FromSeconds(30));

        await Reports.StoppedAsync(pod);
    }

    [ConformanceFact]
    public async Task Stop_StartedPod_IsReportedAsStopped()
    {
        var pod = MakePod("stopped", ["sleep", "1000"]);
        await Runtime.StartAsync([pod]);

        await Runtime.StopAsync(Ref(pod), TimeSpan.Zero);

        await Reports.StoppedAsync(Ref(pod));
    }

    [ConformanceFact]
    public async Task Remove_UnknownPod_IsFine()
    {
        await Runtime.RemoveAsync([Ref(MakePod("stranger", ["true"]))]);
    }

    [ConformanceFact]
    public async Task Start_NoPods_IsFine()
    {
        await Runtime.StartAsync([]);
    }

    /// <summary>A reference to a pod.</summary>
    protected static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    /// <summary>A pod of one container named <c>main</c>.</summary>
    protected static Pod MakePod(string name, IReadOnlyList<string> command, string restartPolicy = "Never") => MakePod(name, restartPolicy, MakeContainer("main", command));

    /// <summary>A pod of these containers.</summary>
    protected static Pod MakePod(string name, string restartPolicy, params IReadOnlyList<Container> containers) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString() },
        Spec = new PodSpec { RestartPolicy = restartPolicy, Containers = containers },
        Status = new PodStatus { Phase = "Pending" },
    };

    /// <summary>A container.</summary>
    protected static Container MakeContainer(string name, IReadOnlyList<string> command) => new() { Name = name, Image = "busybox:1.36", Command = command };

    /// <summary>A container that runs a shell script.</summary>
    protected static Container MakeScript(string name, string script) => MakeContainer(name, ["sh", "-c", script]);

    /// <summary>Makes another client of the same place, as a server that starts again does.</summary>
    protected IPodRuntime Open(IPodReports reports)
    {
        var runtime = MakeRuntime(reports);
        opened.Add(runtime);
        return runtime;
    }

    /// <summary>Hangs up, as a server that ends does; pods go on.</summary>
    protected async Task CloseAsync(IPodRuntime runtime)
    {
        if (opened.Remove(runtime) && runtime is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>Makes a client.</summary>
    protected abstract IPodRuntime MakeRuntime(IPodReports reports);

    /// <summary>Ends everything after a test.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;
}

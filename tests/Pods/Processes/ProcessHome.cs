using JobFlows.Api.Tests.Fakes;
using JobFlows.Conformance.Pods;
using JobFlows.Pods.ContainerEngines;
using JobFlows.Pods.Processes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>A folder for process pods with a supervisor of its own, which ends with it.</summary>
internal sealed class ProcessHome : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pods-").FullName;

    /// <summary>Changes the options of what is opened from now on.</summary>
    public Func<ProcessPodOptions, ProcessPodOptions> Change { get; set; } = options => options;

    public ProcessPodOptions Options => Change(new()
    {
        Directory = Path.Combine(folder, "pods"),
        SupervisorCommand = ["dotnet", "exec", typeof(ProcessHome).Assembly.Location],
        LogPoll = TimeSpan.FromMilliseconds(5),
    });

    /// <summary>The ConfigMaps and Secrets that pods find.</summary>
    public MemoryObjectStore Objects { get; } = new();

    /// <summary>Where folders for claims go: <c>NAMESPACE/NAME</c>.</summary>
    public string Claims => Path.Combine(folder, "claims");

    /// <summary>The label of its containers, where it has any.</summary>
    public string Label => ContainerEngine.LabelOf(new PodFolders(Options.Directory));

    public ProcessPodRuntime Open(IPodReports reports) => new(Options, reports, Objects);

    public async ValueTask DisposeAsync()
    {
        await using (var runtime = Open(new ReportLog()))
        {
            await runtime.ShutdownAsync();
        }

        // The supervisor may still be deleting folders of its own in there.
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(10);
            }
        }
    }
}

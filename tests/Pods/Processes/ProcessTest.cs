using System.Text;
using JobFlows.Conformance.Pods;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Pods.Processes;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>What tests of the process runtime share.</summary>
public abstract class ProcessTest : IAsyncLifetime
{
    private ProcessPodRuntime? runtime;

    internal ProcessHome Home { get; } = new();

    protected ReportLog Reports { get; } = new();

    protected ProcessPodRuntime Runtime => runtime ??= Home.Open(Reports);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (runtime is not null)
        {
            await runtime.DisposeAsync();
        }

        await Home.DisposeAsync();
    }

    protected static PodRef Ref(Pod pod) => new(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);

    protected static Pod MakePod(string script, Func<Container, Container>? container = null, Func<PodSpec, PodSpec>? spec = null)
    {
        var main = new Container { Name = "main", Image = "busybox", Command = ["sh", "-c", script] };
        var plain = new PodSpec { RestartPolicy = "Never", Containers = [container?.Invoke(main) ?? main] };
        return new Pod
        {
            Metadata = new ObjectMeta { Name = "pod", Namespace = "default", Uid = Guid.NewGuid().ToString() },
            Spec = spec?.Invoke(plain) ?? plain,
        };
    }

    protected static Container Mounted(Container container, string path, bool readOnly = false, string? subPath = null) =>
        container with { VolumeMounts = [new VolumeMount { Name = "data", MountPath = path, ReadOnly = readOnly, SubPath = subPath }] };

    protected static PodSpec WithEmptyDir(PodSpec spec) => spec with { Volumes = [new Volume { Name = "data", EmptyDir = new EmptyDirVolumeSource() }] };

    protected static ContainerStateTerminated Terminated(PodReport report) => report.Status!.ContainerStatuses![0].State!.Terminated!;

    protected async Task<PodReport> RunAsync(Pod pod)
    {
        await Runtime.StartAsync([pod]);
        return await Reports.StoppedAsync(Ref(pod));
    }

    protected async Task<string> ReadLogAsync(Pod pod)
    {
        using var output = new MemoryStream();
        Assert.True(await Runtime.ReadLogAsync(Ref(pod), new LogQuery { Container = "main" }, output), "there is no log");
        return Encoding.UTF8.GetString(output.ToArray());
    }

    protected IEnumerable<PodEvent> Events(Pod pod) => Reports.Of(Ref(pod)).SelectMany(report => report.Events);
}

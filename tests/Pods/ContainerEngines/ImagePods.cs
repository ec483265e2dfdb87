using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>Starts pods with another image, and with a folder of this machine under the same path.</summary>
internal sealed class ImagePods(IPodRuntime inner, string image, string folder) : IPodRuntime, IAsyncDisposable
{
    private const string Volume = "shared-with-the-test";

    public Task StartAsync(IReadOnlyList<Pod> pods, CancellationToken cancellation = default) => inner.StartAsync([.. pods.Select(Change)], cancellation);

    public Task StopAsync(PodRef pod, TimeSpan grace, CancellationToken cancellation = default) => inner.StopAsync(pod, grace, cancellation);

    public Task RemoveAsync(IReadOnlyList<PodRef> pods, CancellationToken cancellation = default) => inner.RemoveAsync(pods, cancellation);

    public Task<bool> ReadLogAsync(PodRef pod, LogQuery query, Stream output, CancellationToken cancellation = default) => inner.ReadLogAsync(pod, query, output, cancellation);

    public ValueTask DisposeAsync() => (inner as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Pod Change(Pod pod) => pod with
    {
        Spec = pod.Spec! with
        {
            Volumes = [.. pod.Spec.Volumes ?? [], new Volume { Name = Volume, HostPath = new HostPathVolumeSource { Path = folder } }],
            InitContainers = pod.Spec.InitContainers is { } init ? [.. init.Select(Change)] : null,
            Containers = [.. pod.Spec.Containers!.Select(Change)],
        },
    };

    private Container Change(Container container) =>
        container with { Image = image, VolumeMounts = [.. container.VolumeMounts ?? [], new VolumeMount { Name = Volume, MountPath = folder }] };
}

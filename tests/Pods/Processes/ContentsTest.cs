using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Processes;

/// <summary>What tests of what pods see share: objects for pods to refer to.</summary>
public abstract class ContentsTest : ProcessTest
{
    protected static Pod WithVolume(string script, Volume volume, string path = "/mnt") => MakePod(
        script, container => Mounted(container, path), spec => spec with { Volumes = [volume with { Name = "data" }] });

    protected static Volume ConfigMapVolume(string name) => new() { ConfigMap = new ConfigMapVolumeSource { Name = name } };

    protected static string UntilFile(string path) => $"until [ -e {path} ]; do sleep 0.02; done";

    protected Task PutConfigMapAsync(string name, params IEnumerable<(string Key, string Value)> data) => PutAsync(ResourceTypes.ConfigMaps, new ConfigMap
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString() },
        Data = data.ToDictionary(pair => pair.Key, pair => pair.Value),
    });

    protected Task PutSecretAsync(string name, params IEnumerable<(string Key, string Value)> data) => PutAsync(ResourceTypes.Secrets, new Secret
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = Guid.NewGuid().ToString() },
        Data = data.ToDictionary(pair => pair.Key, pair => System.Text.Encoding.UTF8.GetBytes(pair.Value)),
    });

    /// <summary>The message of the pod's first event of that reason.</summary>
    protected async Task<string> ToldAsync(Pod pod, string reason)
    {
        var report = await Reports.WaitAsync(Ref(pod), one => one.Events.Any(told => told.Reason == reason));
        return report.Events.First(told => told.Reason == reason).Message;
    }

    /// <summary>Waits until the pod's one container waits for that reason, and returns what it says.</summary>
    protected async Task<string?> WaitingAsync(Pod pod, string reason)
    {
        var report = await Reports.WaitAsync(Ref(pod), one => Waiting(one)?.Reason == reason);
        return Waiting(report)!.Message;
    }

    private static ContainerStateWaiting? Waiting(PodReport report) => report.Status?.ContainerStatuses?[0].State?.Waiting;

    private async Task PutAsync<T>(ResourceType type, T value)
        where T : KubeObject
    {
        var key = new ObjectKey(type.Resource, value.Metadata.Namespace!, value.Metadata.Name!);
        var before = await Home.Objects.GetAsync(key);
        await Home.Objects.WriteAsync([before is null
            ? ObjectWrites.Create(type, value)
            : ObjectWrites.Update(type, value with { Metadata = value.Metadata with { Uid = before.Uid, ResourceVersion = before.Revision.ToString() } })]);
    }
}

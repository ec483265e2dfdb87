using JobFlows.Domain.Core;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Kubelet;

/// <summary>A run of a container that is to be started.</summary>
/// <param name="Pod">The pod with its addresses.</param>
/// <param name="Container">The container.</param>
/// <param name="Run">How often it was restarted.</param>
/// <param name="Volumes">The pod's volumes.</param>
/// <param name="SandboxFailures">How often its sandbox could not be made so far.</param>
/// <param name="MayPull">Whether its image may be pulled again by now.</param>
internal sealed record ContainerStart(Pod Pod, Container Container, int Run, IReadOnlyDictionary<string, PodVolume> Volumes, int SandboxFailures, bool MayPull);

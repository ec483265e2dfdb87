namespace JobFlows.Pods.Tests.ContainerEngines;

[ContainerToolNeed("podman")]
public sealed class PodmanPodConformance(PodmanImage image) : ContainerPodConformance(image), IClassFixture<PodmanImage>;

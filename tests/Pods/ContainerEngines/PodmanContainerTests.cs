namespace JobFlows.Pods.Tests.ContainerEngines;

[ContainerToolNeed("podman")]
public sealed class PodmanContainerTests(PodmanImage image) : RealContainerTests(image), IClassFixture<PodmanImage>;

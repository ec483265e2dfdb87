namespace JobFlows.Pods.Tests.ContainerEngines;

[ContainerToolNeed("docker")]
public sealed class DockerContainerTests(DockerImage image) : RealContainerTests(image), IClassFixture<DockerImage>;

namespace JobFlows.Pods.Tests.ContainerEngines;

[ContainerToolNeed("docker")]
public sealed class DockerPodConformance(DockerImage image) : ContainerPodConformance(image), IClassFixture<DockerImage>;

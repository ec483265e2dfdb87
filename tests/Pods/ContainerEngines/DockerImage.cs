namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>docker's.</summary>
public sealed class DockerImage() : BusyBoxImage("docker");

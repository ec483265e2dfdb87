namespace JobFlows.Pods.Tests.ContainerEngines;

/// <summary>podman's.</summary>
public sealed class PodmanImage() : BusyBoxImage("podman");

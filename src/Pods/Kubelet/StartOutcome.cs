using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>What came of starting a container.</summary>
internal abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    /// <summary>It runs.</summary>
    public sealed record Running(ContainerProcess Process) : StartOutcome;

    /// <summary>Its image can't be had; to be tried again.</summary>
    /// <param name="Reason">What the container waits with, such as <c>ErrImagePull</c>.</param>
    /// <param name="Message">Why.</param>
    public sealed record NoImage(string Reason, string Message) : StartOutcome;

    /// <summary>Its spec asks for what isn't there; to be tried again.</summary>
    public sealed record BadConfiguration(string Message) : StartOutcome;

    /// <summary>The command can't be run, which counts as a run that failed.</summary>
    public sealed record CannotRun(string Message) : StartOutcome;

    /// <summary>Its volumes can't be mounted.</summary>
    public sealed record CannotMount(string Message) : StartOutcome;
}

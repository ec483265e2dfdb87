using JobFlows.Domain.Core;

namespace JobFlows.Pods.Kubelet;

/// <summary>What came of starting a container.</summary>
internal abstract record StartOutcome
{
    private StartOutcome()
    {
    }

    /// <summary>It runs, or will in a moment.</summary>
    public sealed record Running(ContainerProcess Process) : StartOutcome
    {
        /// <summary>What the API shows as its image's id; null for the catalogue's.</summary>
        public string? ImageId { get; init; }

        /// <summary>What to tell of its image, in the words of a kubelet's event; null when that was there.</summary>
        public string? Pulled { get; init; }
    }

    /// <summary>Its image is being looked for or pulled.</summary>
    /// <param name="Find">
    /// Begins. The first callback is called when a pull begins, the second once, when the rest of the start can go on: what it is given does that, if the
    /// container is still to be started.
    /// </param>
    public sealed record Preparing(Action<Action, Action<Func<StartOutcome>>> Find) : StartOutcome;

    /// <summary>Its image can't be had; to be tried again.</summary>
    /// <param name="Reason">What the container waits with, such as <c>ErrImagePull</c>.</param>
    /// <param name="Message">Why.</param>
    public sealed record NoImage(string Reason, string Message) : StartOutcome
    {
        /// <summary>Whether it has been told that it is being pulled.</summary>
        public bool PullTold { get; init; }
    }

    /// <summary>Its spec asks for what isn't there; to be tried again.</summary>
    public sealed record BadConfiguration(string Message) : StartOutcome;

    /// <summary>The command can't be run, which counts as a run that failed.</summary>
    public sealed record CannotRun(string Message) : StartOutcome;

    /// <summary>Its volumes can't be mounted.</summary>
    public sealed record CannotMount(string Message) : StartOutcome;
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

/// <summary>A pod in the simulator, as its object would be.</summary>
internal sealed class SimPod(PodSeed seed)
{
    public PodSeed Seed => seed;

    public string Name => seed.Name;

    public string Uid => seed.Uid;

    public int? Index => seed.Index;

    public string Phase { get; set; } = "Pending";

    public bool Ready { get; set; }

    public bool Terminating { get; set; }

    public bool Released { get; set; }

    public bool Gone { get; set; }

    /// <summary>Whether a client has taken its tracking finalizer off.</summary>
    public bool Untracked { get; set; }

    public int Restarts { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public IReadOnlyList<ContainerStatus>? Ended { get; set; }

    public IReadOnlyList<PodCondition>? Conditions { get; set; }

    public bool HasEnded => Gone || Phase is "Succeeded" or "Failed";

    public PodHandle Handle => new(Name, Uid);

    public PodObservation Observe() => new()
    {
        Name = Name,
        Uid = Uid,
        Phase = Phase,
        Ready = Ready,
        Terminating = Terminating,
        Gone = Gone,
        Untracked = Untracked,
        Restarts = Restarts,
        FinishedAt = FinishedAt,
        Ended = Ended,
        Conditions = Conditions,
    };

    public static IReadOnlyList<ContainerStatus> Exits(string container, int code) =>
    [
        new ContainerStatus { Name = container, State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = code } } },
    ];
}

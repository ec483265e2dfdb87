using JobFlows.Engine.History;
using JobFlows.Engine.Persistence;

namespace JobFlows.Engine.Running;

/// <summary>A step that ran: what to commit, and what to do after the commit.</summary>
internal sealed record StepPlan(StepCommit Commit)
{
    /// <summary>Activities to run.</summary>
    public IReadOnlyList<HistoryRecord.ActivityScheduled> Activities { get; init; } = [];

    /// <summary>Timers to set.</summary>
    public IReadOnlyList<TimerEntry> NewTimers { get; init; } = [];

    /// <summary>Timers to take back.</summary>
    public IReadOnlyList<TimerEntry> EndedTimers { get; init; } = [];

    /// <summary>Events that an execution that continued as new has not received.</summary>
    public IReadOnlyList<HistoryRecord.EventReceived> Leftover { get; init; } = [];
}

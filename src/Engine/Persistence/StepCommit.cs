using JobFlows.Engine.Execution;
using JobFlows.Engine.History;

namespace JobFlows.Engine.Persistence;

/// <summary>Everything that one step changes in the database, at once.</summary>
internal sealed record StepCommit
{
    /// <summary>The instance's key.</summary>
    public required long Instance { get; init; }

    /// <summary>The start of the execution that made the step.</summary>
    public required HistoryRecord.ExecutionStarted Started { get; init; }

    /// <summary>The number of the step, ascending over all executions.</summary>
    public required int Step { get; init; }

    /// <summary>Rows of the inbox that are done with.</summary>
    public required IReadOnlyList<long> Consumed { get; init; }

    /// <summary>What the step did, or null if its messages were all stale.</summary>
    public required StepResult? Result { get; init; }

    /// <summary>The history that the step adds.</summary>
    public required ReadOnlyMemory<byte> History { get; init; }

    /// <summary>Whether the instance has activities to run, if that changed.</summary>
    public bool? Busy { get; init; }

    /// <summary>The execution that follows, if the code continued as new.</summary>
    public HistoryRecord.ExecutionStarted? Next { get; init; }

    /// <summary>The next execution's first history: its start, and the events that weren't received.</summary>
    public ReadOnlyMemory<byte> NextHistory { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => Result is null && Consumed.Count == 0;
}

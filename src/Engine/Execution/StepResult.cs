using JobFlows.Engine.History;

namespace JobFlows.Engine.Execution;

/// <summary>What a step did.</summary>
/// <param name="Time">The step's time.</param>
/// <param name="Taken">How many of the messages were taken in; those after the end of the execution are not.</param>
/// <param name="Accepted">The messages that are part of the history.</param>
/// <param name="Actions">What the code did; if the execution ended, the last one says how.</param>
internal sealed record StepResult(
    DateTimeOffset Time, int Taken, IReadOnlyList<HistoryRecord.Message> Accepted, IReadOnlyList<HistoryRecord.Action> Actions)
{
    /// <summary>How the execution ended, or null if it goes on.</summary>
    public HistoryRecord.Action? End =>
        Actions is [.., HistoryRecord.Completed or HistoryRecord.Failed or HistoryRecord.ContinuedAsNew] ? Actions[^1] : null;

    /// <summary>The step as history.</summary>
    public IEnumerable<HistoryRecord> Records => [new HistoryRecord.StepStarted(Time), .. Accepted, .. Actions];

    /// <summary>The same step, but the execution failed and nothing was done.</summary>
    public StepResult FailedInstead(Exception exception) =>
        this with { Actions = [new HistoryRecord.Failed(exception.GetType().FullName!, exception.Message)] };
}

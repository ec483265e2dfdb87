namespace JobFlows.Engine.Persistence;

/// <summary>A durable timer of an execution, ordered by its time.</summary>
internal readonly record struct TimerEntry(DateTimeOffset Due, long Instance, int Task, Guid Execution) : IComparable<TimerEntry>
{
    /// <inheritdoc/>
    public int CompareTo(TimerEntry other) =>
        (Due, Instance, Task, Execution).CompareTo((other.Due, other.Instance, other.Task, other.Execution));
}

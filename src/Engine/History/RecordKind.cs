namespace JobFlows.Engine.History;

/// <summary>The kinds of history records. The numbers are on disk: they are never changed and never used again.</summary>
internal enum RecordKind : byte
{
    /// <summary>Invalid.</summary>
    None = 0,
    ExecutionStarted = 1,
    StepStarted = 2,
    ActivityScheduled = 3,
    ActivityCompleted = 4,
    ActivityFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    TimerCanceled = 8,
    EventReceived = 9,
    EventSent = 10,
    ChildScheduled = 11,
    ChildCompleted = 12,
    ChildFailed = 13,
    Completed = 14,
    Failed = 15,
    ContinuedAsNew = 16,
}

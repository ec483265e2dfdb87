using JobFlows.Engine.History;

namespace JobFlows.Engine.Persistence;

/// <summary>A running instance as the database has it.</summary>
/// <param name="InstanceId">The instance's ID.</param>
/// <param name="History">The history of its current execution.</param>
/// <param name="NextStep">The number of its next step.</param>
/// <param name="Busy">Whether it was marked as having something to run.</param>
/// <param name="Inbox">The messages that wait for it, oldest first.</param>
/// <param name="LastRow">Messages with a row up to this one were in <paramref name="Inbox"/>, or are done with.</param>
internal sealed record InstanceSnapshot(
    string InstanceId, List<HistoryRecord> History, int NextStep, bool Busy, List<InboxMessage> Inbox, long LastRow);

using JobFlows.Engine.History;

namespace JobFlows.Engine.Persistence;

/// <summary>A message on its way to an instance.</summary>
/// <param name="Row">Its row in the inbox, or 0 if it has none: activities that didn't report run again, timers fire again.</param>
/// <param name="Execution">The execution that it is for, or null if it is for whichever is current (events).</param>
/// <param name="Message">The message.</param>
internal readonly record struct InboxMessage(long Row, Guid? Execution, HistoryRecord.Message Message);

using JobFlows.Engine.History;

namespace JobFlows.Engine.Persistence;

/// <summary>What a commit leaves to do for another instance.</summary>
/// <param name="Instance">The instance's key.</param>
/// <param name="InstanceId">The instance's ID.</param>
/// <param name="Message">A message that was put in its inbox, or null.</param>
/// <param name="Started">Its start, if it was created, or null.</param>
internal sealed record Delivery(long Instance, string InstanceId, InboxMessage? Message, HistoryRecord.ExecutionStarted? Started);

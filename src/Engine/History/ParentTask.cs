namespace JobFlows.Engine.History;

/// <summary>The task of a parent orchestration that waits for a child.</summary>
internal sealed record ParentTask(string InstanceId, Guid Execution, int Task);

namespace JobFlows.Api.Kinds.Absent.Apps;

/// <summary>A number of equal pods that don't end.</summary>
internal sealed record ReplicaSet : AbsentObject;

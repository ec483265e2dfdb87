namespace JobFlows.Api.Kinds.Absent.Core;

/// <summary>A number of equal pods that don't end, in the old form.</summary>
internal sealed record ReplicationController : AbsentObject;

namespace JobFlows.Api.Kinds.Absent.Apps;

/// <summary>A pod on every node.</summary>
internal sealed record DaemonSet : AbsentObject;

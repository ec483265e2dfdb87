namespace JobFlows.Api.Kinds.Absent.Apps;

/// <summary>Pods that are replaced step by step.</summary>
internal sealed record Deployment : AbsentObject;

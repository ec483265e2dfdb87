namespace JobFlows.Api.Kinds.Absent.Apiextensions;

/// <summary>A kind defined by a client.</summary>
internal sealed record CustomResourceDefinition : AbsentObject;

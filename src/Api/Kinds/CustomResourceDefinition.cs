using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary>A kind defined by a client. Not offered, so it has no content.</summary>
internal sealed record CustomResourceDefinition : KubeObject;

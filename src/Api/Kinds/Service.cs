using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary>An address for a set of pods. Not offered, so it has no content.</summary>
internal sealed record Service : KubeObject;

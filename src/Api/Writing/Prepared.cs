using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>An object made ready to be stored.</summary>
/// <param name="Object">It, with defaults and the server's own fields.</param>
/// <param name="Causes">What is wrong with it; empty when it may be stored.</param>
/// <param name="Warnings">Texts for <c>Warning: 299</c> headers.</param>
internal sealed record Prepared(KubeObject Object, IReadOnlyList<StatusCause> Causes, IReadOnlyList<string> Warnings);

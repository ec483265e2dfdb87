using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A kind as the OpenAPI documents describe it.</summary>
/// <param name="Resource">Where it is served.</param>
/// <param name="Type">Its C# type.</param>
/// <param name="Verbs">The verbs on the resource, as in discovery: <c>create</c>, <c>delete</c>, <c>deletecollection</c>, <c>get</c>,
/// <c>list</c>, <c>patch</c>, <c>update</c>, <c>watch</c>.</param>
/// <param name="Subresources">What is served below an object.</param>
internal sealed record ServedKind(ResourceType Resource, Type Type, IReadOnlyList<string> Verbs, IReadOnlyList<ServedSubresource> Subresources);

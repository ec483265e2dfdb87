namespace JobFlows.Api.Schema.OpenApi;

/// <summary>A subresource as the OpenAPI documents describe it.</summary>
/// <param name="Name">Its name in the path, such as <c>status</c>.</param>
/// <param name="Type">The type of its objects; null where it answers text or a stream, as <c>log</c> does.</param>
/// <param name="Verbs">Its verbs, as in discovery: <c>get</c>, <c>update</c>, <c>patch</c>, <c>create</c>.</param>
internal sealed record ServedSubresource(string Name, Type? Type, IReadOnlyList<string> Verbs);

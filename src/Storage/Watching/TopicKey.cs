namespace JobFlows.Storage.Watching;

/// <summary>What a watch follows.</summary>
/// <param name="Resource">The group resource.</param>
/// <param name="Namespace">Only this namespace; null for all.</param>
internal readonly record struct TopicKey(string Resource, string? Namespace);

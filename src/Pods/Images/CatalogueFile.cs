namespace JobFlows.Pods.Images;

/// <summary>The catalogue file as JSON.</summary>
internal sealed record CatalogueFile(IReadOnlyList<ImageEntry>? Images);

using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Watching;

/// <summary>Some revisions of the log as one watch sees them.</summary>
/// <param name="Changes">The changes that it asks for.</param>
/// <param name="Through">Where the stretch ends.</param>
internal sealed record LogStretch(IReadOnlyList<ObjectChange> Changes, long Through);

using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>An object as a write has left it.</summary>
/// <param name="Stored">Its bytes; of a dry run, those that would be stored.</param>
/// <param name="Created">Whether the write created it.</param>
internal sealed record WrittenObject(StoredObject Stored, bool Created);

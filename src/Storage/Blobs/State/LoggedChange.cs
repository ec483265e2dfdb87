using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>One change as the log has it: without what the state before it tells.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Key">To which object.</param>
/// <param name="Uid">The object's UID.</param>
/// <param name="Owner">The owner it is indexed under afterwards, or null.</param>
/// <param name="Json">The object afterwards; for a delete its last state.</param>
internal sealed record LoggedChange(ChangeType Type, ObjectKey Key, string Uid, string? Owner, ReadOnlyMemory<byte> Json);

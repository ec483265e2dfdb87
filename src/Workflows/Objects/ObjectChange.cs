namespace JobFlows.Workflows.Objects;

/// <summary>One committed change.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object after it; for a delete its last state at the deletion's revision.</param>
/// <param name="Previous">The object before it; null for an addition. Selectors need it to tell who has left.</param>
public sealed record ObjectChange(ChangeType Type, StoredObject Object, StoredObject? Previous);

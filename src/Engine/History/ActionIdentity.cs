namespace JobFlows.Engine.History;

/// <summary>What makes two actions the same: what is done, as which task, by which name, to which instance.</summary>
internal readonly record struct ActionIdentity(RecordKind Kind, int? Task = null, string? Name = null, string? InstanceId = null)
{
    /// <summary>In words, for the message of a <see cref="NonDeterminismException"/>.</summary>
    public override string ToString() =>
        $"{Kind}{(Task is { } task ? $" #{task}" : "")}{(Name is null ? "" : $" '{Name}'")}{(InstanceId is null ? "" : $" for '{InstanceId}'")}";
}

namespace JobFlows.Engine;

/// <summary>An orchestrator, replayed from its history, did something else than the first time.</summary>
/// <remarks>It is never thrown at callers: its name and message are the failure of the instance.</remarks>
public sealed class NonDeterminismException(int position, string recorded, string replayed)
    : Exception($"The orchestrator is not deterministic: at position {position} of its history the record is {recorded}, but the replay does {replayed}.")
{
    /// <summary>The index in the execution's history of the first record that differs.</summary>
    public int Position { get; } = position;

    /// <summary>The recorded action (kind, task, name), or "nothing".</summary>
    public string Recorded { get; } = recorded;

    /// <summary>The action that the replay did, or "nothing".</summary>
    public string Replayed { get; } = replayed;
}

using JobFlows.Storage.Blobs.Log;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>One revision in memory.</summary>
/// <param name="Change">The change that made it; null for the state that a snapshot held.</param>
/// <param name="State">All objects after it.</param>
/// <param name="Position">Where the record that has it begins: who starts with this state reads on from there.</param>
internal sealed record Step(ObjectChange? Change, ObjectsState State, LogPosition Position)
{
    /// <summary>The revision.</summary>
    public long Revision => State.Revision;

    /// <summary>Bytes of JSON that would be free without it.</summary>
    public long Bytes => Change?.Object.Json.Length ?? 0;
}

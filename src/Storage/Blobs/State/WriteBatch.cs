using JobFlows.Storage.Blobs.Log;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.State;

/// <summary>Decides what writes come to on top of a state. Nothing has happened until the log has it: a batch that came too late is thrown away.</summary>
internal sealed class WriteBatch(ObjectsState before, LogPosition position)
{
    private readonly List<LoggedChange> changes = [];
    private readonly List<Step> steps = [];
    private ObjectsState state = before;

    /// <summary>The record that commits it.</summary>
    public LogRecord.Changed Record => new(state.Revision - changes.Count, changes);

    /// <summary>What it changes.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Adds writes, in order.</summary>
    /// <returns>What becomes of each.</returns>
    public WriteResult[] Add(IReadOnlyList<ObjectWrite> writes)
    {
        var results = new WriteResult[writes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Add(writes[i]);
        }

        return results;
    }

    private WriteResult Add(ObjectWrite write)
    {
        var current = state.Find(write.Key)?.Stored;
        switch (write)
        {
            case ObjectWrite.Create create:
                return current is not null ? new WriteResult.AlreadyExists(current.Uid) : Log(ChangeType.Added, create, create.Uid);
            case not (ObjectWrite.Update or ObjectWrite.Delete):
                throw new ArgumentException($"unknown write {write.GetType()}", nameof(write));
            case var _ when current is null:
                return new WriteResult.NotFound();
            case ObjectWrite.Update update when current.Revision == update.ExpectedRevision:
                return Log(ChangeType.Modified, update, current.Uid);
            case ObjectWrite.Delete delete when current.Revision == delete.ExpectedRevision:
                return Log(ChangeType.Deleted, delete, current.Uid);
            default:
                return new WriteResult.Conflict(current.Revision);
        }
    }

    private WriteResult.Written Log(ChangeType type, ObjectWrite write, string uid)
    {
        var logged = new LoggedChange(type, write.Key, uid, type is ChangeType.Deleted ? null : write.Owner, write.Json);
        (state, var change) = state.Apply(logged);
        changes.Add(logged);
        steps.Add(new(change, state, position));
        return new(change.Object);
    }
}

using Microsoft.Data.Sqlite;

namespace JobFlows.Storage.Sqlite;

/// <summary>One write waiting for its group's commit.</summary>
internal abstract class GroupWrite
{
    /// <summary>Does the write inside the group's transaction. May run twice.</summary>
    public abstract void Run(SqliteConnection connection);

    /// <summary>Says that it is durable.</summary>
    public abstract void Complete();

    /// <summary>Says that it failed and has left nothing behind.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class GroupWrite<T>(Func<SqliteConnection, T> write, Action<T>? committed) : GroupWrite
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => completion.Task;

    public override void Run(SqliteConnection connection) => result = write(connection);

    public override void Complete()
    {
        try
        {
            committed?.Invoke(result);
            completion.SetResult(result);
        }
        catch (Exception e)
        {
            // The writer thread lives on for the others.
            completion.SetException(e);
        }
    }

    public override void Fail(Exception exception) => completion.SetException(exception);
}

namespace JobFlows.Workflows.Objects;

/// <summary>A reader of changes, in revision order, without gaps or repeats. Not for concurrent use.</summary>
public interface IObjectWatch : IAsyncDisposable
{
    /// <summary>Every change up to this revision that the query asks for has been returned.</summary>
    long Revision { get; }

    /// <summary>Waits for changes and returns the next ones, at least one. A cancelled wait loses nothing.</summary>
    /// <exception cref="RevisionExpiredException">The reader fell so far behind that the changes are compacted away.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    ValueTask<IReadOnlyList<ObjectChange>> NextAsync(CancellationToken cancellation);
}

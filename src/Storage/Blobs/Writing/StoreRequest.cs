using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Blobs.Writing;

/// <summary>What the writer is asked for.</summary>
internal abstract class StoreRequest
{
    private StoreRequest()
    {
    }

    /// <summary>Says that it failed.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>A request with an answer.</summary>
    public abstract class With<T> : StoreRequest
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The answer.</summary>
        public Task<T> Answer => completion.Task;

        /// <summary>Answers it.</summary>
        public void Complete(T answer) => completion.TrySetResult(answer);

        /// <inheritdoc/>
        public override void Fail(Exception exception) => completion.TrySetException(exception);
    }

    /// <summary>Commit these writes.</summary>
    public sealed class Write(IReadOnlyList<ObjectWrite> writes) : With<IReadOnlyList<WriteResult>>
    {
        /// <summary>The writes.</summary>
        public IReadOnlyList<ObjectWrite> Writes { get; } = writes;

        /// <summary>About how many bytes they come to.</summary>
        public long Bytes { get; } = writes.Sum(SizeOf);

        private static long SizeOf(ObjectWrite write) =>
            write.Json.Length + 4L * (write.Key.Resource.Length + write.Key.Namespace.Length + write.Key.Name.Length + 128);
    }

    /// <summary>See everything that is committed by now. The answer is the newest revision.</summary>
    public sealed class CatchUp : With<long>;

    /// <summary>Leave revisions out. The answer is the newest revision.</summary>
    public sealed class Skip(long to) : With<long>
    {
        /// <summary>The last revision to leave out.</summary>
        public long To { get; } = to;
    }

    /// <summary>Forget history up to a revision.</summary>
    public sealed class Compact(long target) : With<long>
    {
        /// <summary>The revision.</summary>
        public long Target { get; } = target;
    }
}

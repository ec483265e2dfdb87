namespace JobFlows.Engine.History;

/// <summary>
/// One fact in the history of an execution. A history is <see cref="ExecutionStarted"/>, the events that an earlier execution left unreceived,
/// and then for each step a <see cref="StepStarted"/>, the messages that came in, and the actions that the code answered with.
/// </summary>
internal abstract record HistoryRecord
{
    private HistoryRecord(RecordKind kind) => Kind = kind;

    /// <summary>The kind, as it is stored.</summary>
    public RecordKind Kind { get; }

    /// <summary>Its payload, if it has one: JSON.</summary>
    public virtual ReadOnlyMemory<byte> Payload => default;

    /// <summary>An execution began.</summary>
    public sealed record ExecutionStarted(Guid Execution, string Orchestrator, ReadOnlyMemory<byte> Input, ParentTask? Parent)
        : HistoryRecord(RecordKind.ExecutionStarted)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Input;
    }

    /// <summary>A step began: the orchestrator's clock stands at <paramref name="Time"/> until the next.</summary>
    public sealed record StepStarted(DateTimeOffset Time) : HistoryRecord(RecordKind.StepStarted);

    /// <summary>Something that came in.</summary>
    public abstract record Message : HistoryRecord
    {
        private protected Message(RecordKind kind)
            : base(kind)
        {
        }
    }

    /// <summary>An activity returned.</summary>
    public sealed record ActivityCompleted(int Task, ReadOnlyMemory<byte> Output) : Message(RecordKind.ActivityCompleted)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Output;
    }

    /// <summary>An activity threw.</summary>
    public sealed record ActivityFailed(int Task, string ErrorType, string Error) : Message(RecordKind.ActivityFailed);

    /// <summary>A timer came due.</summary>
    public sealed record TimerFired(int Task) : Message(RecordKind.TimerFired);

    /// <summary>An event came.</summary>
    public sealed record EventReceived(string Name, ReadOnlyMemory<byte> Content) : Message(RecordKind.EventReceived)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Content;
    }

    /// <summary>A child orchestration returned.</summary>
    public sealed record ChildCompleted(int Task, ReadOnlyMemory<byte> Output) : Message(RecordKind.ChildCompleted)
    {
        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Output;
    }

    /// <summary>A child orchestration failed.</summary>
    public sealed record ChildFailed(int Task, string ErrorType, string Error) : Message(RecordKind.ChildFailed);

    /// <summary>Something that the code did. Doing the same again is what determinism means.</summary>
    public abstract record Action : HistoryRecord
    {
        private protected Action(RecordKind kind)
            : base(kind)
        {
        }

        /// <summary>What a replay must do again.</summary>
        public abstract ActionIdentity Identity { get; }
    }

    /// <summary>An activity is wanted.</summary>
    public sealed record ActivityScheduled(int Task, string Name, ReadOnlyMemory<byte> Input) : Action(RecordKind.ActivityScheduled)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, Task, Name);

        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Input;
    }

    /// <summary>A timer is wanted.</summary>
    public sealed record TimerCreated(int Task, DateTimeOffset Due) : Action(RecordKind.TimerCreated)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, Task);
    }

    /// <summary>A timer isn't wanted any more.</summary>
    public sealed record TimerCanceled(int Task, DateTimeOffset Due) : Action(RecordKind.TimerCanceled)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, Task);
    }

    /// <summary>An event goes to another instance.</summary>
    public sealed record EventSent(string InstanceId, string Name, ReadOnlyMemory<byte> Content) : Action(RecordKind.EventSent)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, null, Name, InstanceId);

        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Content;
    }

    /// <summary>A child orchestration is wanted.</summary>
    public sealed record ChildScheduled(int Task, string Name, string InstanceId, ReadOnlyMemory<byte> Input) : Action(RecordKind.ChildScheduled)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, Task, Name, InstanceId);

        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Input;
    }

    /// <summary>The code returned.</summary>
    public sealed record Completed(ReadOnlyMemory<byte> Output) : Action(RecordKind.Completed)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind);

        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Output;
    }

    /// <summary>The code threw, or broke a rule.</summary>
    public sealed record Failed(string ErrorType, string Error) : Action(RecordKind.Failed)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind, null, $"{ErrorType}: {Error}");
    }

    /// <summary>The code returned after it asked for a new execution.</summary>
    public sealed record ContinuedAsNew(ReadOnlyMemory<byte> Input) : Action(RecordKind.ContinuedAsNew)
    {
        /// <inheritdoc/>
        public override ActionIdentity Identity => new(Kind);

        /// <inheritdoc/>
        public override ReadOnlyMemory<byte> Payload => Input;
    }
}

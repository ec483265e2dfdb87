namespace JobFlows.Engine.Execution;

/// <summary>A timer that hasn't fired.</summary>
internal sealed class OpenTimer(DateTimeOffset due) : OpenTask
{
    private readonly TaskCompletionSource completion = new();

    public DateTimeOffset Due { get; } = due;

    public Task Task => completion.Task;

    /// <summary>The registration at the token that can cancel it.</summary>
    public CancellationTokenRegistration Cancellation { get; set; }

    /// <inheritdoc/>
    public override void Complete(ReadOnlyMemory<byte> result)
    {
        Cancellation.Dispose();
        completion.SetResult();
    }

    /// <inheritdoc/>
    public override void Fail(string errorType, string message) => throw new InvalidOperationException("A timer doesn't fail.");

    public void Cancel(CancellationToken cancellation) => completion.SetCanceled(cancellation);
}

namespace JobFlows.Pods.Queue.Messages;

/// <summary>What a message says.</summary>
internal abstract record MessageContent<T>
{
    private MessageContent()
    {
    }

    /// <summary>It can be read.</summary>
    /// <param name="Value">What it says.</param>
    /// <param name="Blob">The blob that its content is in, or null.</param>
    public sealed record Good(T Value, string? Blob) : MessageContent<T>;

    /// <summary>It can't be read.</summary>
    public sealed record Bad(string Reason) : MessageContent<T>;
}

namespace JobFlows.Pods.Queue;

/// <summary>What the queues and the container of one installation are called.</summary>
/// <param name="Prefix">What all the names begin with.</param>
public sealed record QueueNames(string Prefix = "jobflows")
{
    private const string PodsSuffix = "-pods";

    /// <summary>Pods for workers.</summary>
    public string Pods => Prefix + PodsSuffix;

    /// <summary>What workers tell of them.</summary>
    public string Results => Prefix + "-results";

    /// <summary>The blobs: claims with logs and endings, orders for workers, messages that are too large for a queue.</summary>
    public string Container => Prefix + "-runs";

    /// <summary>Keeps what could not be read of a queue, with the reason.</summary>
    public static string PoisonOf(string queue) => queue + "-poison";

    /// <summary>The names that go with a queue of pods; null when its name does not end in <c>-pods</c>.</summary>
    public static QueueNames? OfPods(string queue) => queue.Length > PodsSuffix.Length && queue.EndsWith(PodsSuffix, StringComparison.Ordinal) ? new(queue[..^PodsSuffix.Length]) : null;
}

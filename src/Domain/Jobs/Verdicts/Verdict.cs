namespace JobFlows.Domain.Jobs.Verdicts;

/// <summary>How a Job is to end, and why.</summary>
/// <param name="Success">Whether it completes; it fails otherwise.</param>
/// <param name="Reason">The reason of its conditions.</param>
/// <param name="Message">The message of its conditions.</param>
internal sealed record Verdict(bool Success, string Reason, string Message)
{
    public static Verdict Succeeds(string reason, string message) => new(Success: true, reason, message);

    public static Verdict Fails(string reason, string message) => new(Success: false, reason, message);
}

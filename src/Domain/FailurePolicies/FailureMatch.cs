namespace JobFlows.Domain.FailurePolicies;

/// <summary>What a podFailurePolicy says of a failed pod.</summary>
/// <param name="Action">What the failure means.</param>
/// <param name="Message">For <see cref="FailureAction.FailJob"/>, the message of the Job's condition.</param>
public readonly record struct FailureMatch(FailureAction Action, string? Message = null)
{
    /// <summary>Whether the failure counts towards the backoff limits and <c>status.failed</c>.</summary>
    public bool Counts => Action is not FailureAction.Ignore;
}

namespace JobFlows.Domain.FailurePolicies;

/// <summary>What a failed pod means to its Job.</summary>
public enum FailureAction
{
    /// <summary>It counts towards the backoff limits; also when no rule matches.</summary>
    Count,

    /// <summary>It doesn't count, and is replaced.</summary>
    Ignore,

    /// <summary>Its index fails at once.</summary>
    FailIndex,

    /// <summary>The Job fails at once.</summary>
    FailJob,
}

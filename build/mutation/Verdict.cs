namespace JobFlows.Mutation;

/// <summary>What has become of a mutant; the names are those of Stryker's reports.</summary>
internal enum Verdict
{
    /// <summary>No test runs its code.</summary>
    NoCoverage,

    /// <summary>All tests pass.</summary>
    Survived,

    /// <summary>A test fails.</summary>
    Killed,

    /// <summary>A test fails, and goes on failing without the mutant: this one, or one before it, has changed what is static. Not a verdict yet.</summary>
    Tainted,

    /// <summary>The tests don't come to an end, or the process does.</summary>
    Timeout,
}

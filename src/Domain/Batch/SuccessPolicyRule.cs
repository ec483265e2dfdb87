namespace JobFlows.Domain.Batch;

/// <summary>
/// One way to succeed. At least one of its properties has to be set; with both, succeededCount counts only among succeededIndexes.
/// </summary>
public sealed record SuccessPolicyRule
{
    /// <summary>
    /// The indexes that matter, as ascending numbers and ranges separated by commas, such as 1,3-5,7; at most 64 KiB of text. Without
    /// succeededCount all of them have to succeed.
    /// </summary>
    public string? SucceededIndexes { get; init; }

    /// <summary>How many indexes have to succeed. At least 1, and at most the number of indexes that matter.</summary>
    public int? SucceededCount { get; init; }
}

using JobFlows.Domain.Meta;

namespace JobFlows.Api.Submissions;

/// <summary>What became of a submitted Job document.</summary>
public abstract record SubmissionResult
{
    private SubmissionResult()
    {
    }

    /// <summary>The Job exists, made now or when the same submission came before.</summary>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Created(string Namespace, string Name) : SubmissionResult;

    /// <summary>The document can't become a Job.</summary>
    /// <param name="Status">Why, as the API would answer a POST of it.</param>
    public sealed record Refused(Status Status) : SubmissionResult;
}

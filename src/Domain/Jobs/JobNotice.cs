namespace JobFlows.Domain.Jobs;

/// <summary>A Kubernetes event about a Job, from component <c>job-controller</c>.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">Such as <c>SuccessfulCreate</c>.</param>
/// <param name="Message">For people.</param>
public sealed record JobNotice(string Type, string Reason, string Message);

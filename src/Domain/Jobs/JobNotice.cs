namespace JobFlows.Domain.Jobs;

/// <summary>A Kubernetes event about a Job, from component <c>job-controller</c>.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">Such as <c>SuccessfulCreate</c>.</param>
/// <param name="Message">For people.</param>
public sealed record JobNotice(string Type, string Reason, string Message)
{
    /// <summary>A pod is started. Comes with the decision to start it, so it has to be held back for a pod that can't be made.</summary>
    public static JobNotice Created(string podName) => Normal("SuccessfulCreate", $"Created pod: {podName}");

    /// <summary>A pod is stopped.</summary>
    public static JobNotice Deleted(string podName) => Normal("SuccessfulDelete", $"Deleted pod: {podName}");

    /// <summary>Pods couldn't be made.</summary>
    public static JobNotice FailedCreate(string error) => Warning("FailedCreate", $"Error creating: {error}");

    internal static JobNotice Normal(string reason, string message) => new("Normal", reason, message);

    internal static JobNotice Warning(string reason, string message) => new("Warning", reason, message);
}

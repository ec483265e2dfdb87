namespace JobFlows.Domain.Cron;

/// <summary>A Kubernetes event about a CronJob, from component <c>cronjob-controller</c>.</summary>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">Such as <c>SawCompletedJob</c>.</param>
/// <param name="Message">For people.</param>
public sealed record CronNotice(string Type, string Reason, string Message)
{
    /// <summary>A Job was made.</summary>
    public static CronNotice Created(string job) => Normal("SuccessfulCreate", $"Created job {job}");

    /// <summary>A Job couldn't be made.</summary>
    public static CronNotice FailedCreate(string error) => Warning("FailedCreate", $"Error creating job: {error}");

    internal static CronNotice Normal(string reason, string message) => new("Normal", reason, message);

    internal static CronNotice Warning(string reason, string message) => new("Warning", reason, message);
}

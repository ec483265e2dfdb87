using System.Buffers;
using System.Globalization;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Scheduling;

/// <summary>
/// How long a pod may take to start. Kubernetes waits for ever for room, images and configuration; a pod with this annotation fails instead, with a
/// condition that a Job's podFailurePolicy can match.
/// </summary>
public static class StartDeadline
{
    /// <summary>The annotation: a duration in Go's form, such as <c>90s</c> or <c>1h30m</c>.</summary>
    public const string Annotation = "jobflows.io/start-deadline";

    /// <summary>The type of the condition, and the reason of the pod and of the event.</summary>
    public const string Exceeded = "StartDeadlineExceeded";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>The pod's deadline, from its creation; null when it has none.</summary>
    public static DateTimeOffset? Of(Pod pod) =>
        pod.Metadata.Annotations?.TryGetValue(Annotation, out var text) == true && Parse(text) is { } wait ? (pod.Metadata.CreationTimestamp ?? DateTimeOffset.UnixEpoch) + wait : null;

    /// <summary>What is wrong with the annotation's value, or null.</summary>
    public static string? Check(string value) =>
        Parse(value) is { } wait && wait > TimeSpan.Zero ? null : "must be a positive duration such as 90s, 10m or 1h30m";

    /// <summary>The pod's status when it has not started in time.</summary>
    /// <param name="status">Its status so far.</param>
    /// <param name="annotation">The deadline as it was written.</param>
    /// <param name="cause">Why it did not start: a reason in CamelCase, and a message.</param>
    /// <param name="now">The time.</param>
    public static PodStatus Fail(PodStatus status, string annotation, (string Reason, string Message) cause, DateTimeOffset now)
    {
        var message = $"Pod did not start within {annotation}: {cause.Message}";
        return status with
        {
            Phase = "Failed",
            Reason = Exceeded,
            Message = message,
            Conditions =
            [
                .. (status.Conditions ?? []).Where(condition => condition.Type != Exceeded),
                new PodCondition { Type = Exceeded, Status = "True", Reason = cause.Reason, Message = message, LastTransitionTime = now },
            ],
        };
    }

    private static TimeSpan? Parse(string text)
    {
        var total = 0m;
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberCharacters) is var next and >= 0 ? next : rest.Length;
            var unit = rest[..letters] switch
            {
                "ms" => 0.001m,
                "s" => 1,
                "m" => 60,
                "h" => 3600,
                _ => 0m,
            };
            if (unit == 0 || total > 1_000_000_000)
            {
                return null;
            }

            total += number * unit;
            rest = rest[letters..];
        }

        return text.Length > 0 && total <= 1_000_000_000 ? TimeSpan.FromSeconds((double)total) : null;
    }
}

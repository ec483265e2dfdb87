using System.Globalization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Cron;

/// <summary>The Jobs of CronJobs.</summary>
public static class CronChild
{
    /// <summary>The annotation with the time that a Job was started for, in the CronJob's time zone.</summary>
    public const string ScheduledAt = "batch.kubernetes.io/cronjob-scheduled-timestamp";

    /// <summary>The name of the Job for a time.</summary>
    public static string NameAt(CronJob cron, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{cron.Metadata.Name}-{time.ToUnixTimeSeconds() / 60}");

    /// <summary>The UID of the Job of that name: the same each time, so that starting twice makes one Job.</summary>
    public static string UidOf(CronJob cron, string name) => DerivedUid.From(cron.Metadata.Uid ?? "", name);

    /// <summary>The Job for a time, as a client would send it.</summary>
    public static Job Create(CronJob cron, DateTimeOffset time)
    {
        var template = cron.Spec?.JobTemplate ?? new JobTemplateSpec();
        var zone = CronParser.FindZone(cron.Spec?.TimeZone ?? "") ?? TimeZoneInfo.Utc;
        return new Job
        {
            Metadata = new ObjectMeta
            {
                Name = NameAt(cron, time),
                Namespace = cron.Metadata.Namespace,
                Labels = template.Metadata?.Labels,
                Annotations = new Dictionary<string, string>(template.Metadata?.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal)
                {
                    [ScheduledAt] = Text(TimeZoneInfo.ConvertTime(time, zone)),
                },
                OwnerReferences =
                [
                    new OwnerReference
                    {
                        ApiVersion = ResourceTypes.CronJobs.ApiVersion,
                        Kind = ResourceTypes.CronJobs.Kind,
                        Name = cron.Metadata.Name,
                        Uid = cron.Metadata.Uid,
                        Controller = true,
                        BlockOwnerDeletion = true,
                    },
                ],
            },
            Spec = template.Spec,
        };
    }

    /// <summary>Its place in <c>status.active</c>.</summary>
    public static ObjectReference ReferenceTo(Job job) => new()
    {
        ApiVersion = ResourceTypes.Jobs.ApiVersion,
        Kind = ResourceTypes.Jobs.Kind,
        Namespace = job.Metadata.Namespace,
        Name = job.Metadata.Name,
        Uid = job.Metadata.Uid,
        ResourceVersion = job.Metadata.ResourceVersion,
    };

    internal static JobCondition? Finish(Job job) =>
        job.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Complete" or "Failed", Status: "True" });

    private static string Text(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

using System.Globalization;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Cron;

/// <summary>What happens to a CronJob, as one pure function of its object, its Jobs and the time.</summary>
public static class CronDecider
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>Says what is to be done now.</summary>
    /// <param name="cron">The CronJob as stored, with its defaults.</param>
    /// <param name="jobs">Every Job that it is the controller of.</param>
    /// <param name="now">The time.</param>
    public static CronDecision Decide(CronJob cron, IReadOnlyList<Job> jobs, DateTimeOffset now)
    {
        var ledger = new CronLedger(cron.Status ?? new CronJobStatus());
        CleanUp(cron, jobs, ledger);
        TakeIn(jobs, ledger);
        var start = IsIdle(cron) ? null : DueTime(cron, ledger, now);
        if (start is not null && cron.Spec?.ConcurrencyPolicy == "Replace")
        {
            foreach (var job in jobs.Where(job => ledger.IsActive(job.Metadata.Uid)).ToList())
            {
                ledger.Delete(job);
            }
        }

        return ledger.Close(start);
    }

    /// <summary>The status once the Job for a time has been started.</summary>
    public static CronJobStatus Started(CronJobStatus status, Job job, DateTimeOffset time) =>
        status with { Active = [.. status.Active ?? [], CronChild.ReferenceTo(job)], LastScheduleTime = time };

    /// <summary>When to decide again, a moment after the next time of the schedule; null for never, unless something changes.</summary>
    /// <param name="cron">The CronJob with its newest status.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset? WakeAt(CronJob cron, DateTimeOffset now) =>
        IsIdle(cron) || ScheduleOf(cron, out _) is not { } schedule ? null : CronTimes.Upcoming(schedule, LastServed(cron, cron.Status), now) + Margin;

    private static bool IsIdle(CronJob cron) => cron.Metadata.DeletionTimestamp is not null || cron.Spec?.Suspend == true;

    private static DateTimeOffset LastServed(CronJob cron, CronJobStatus? status) => status?.LastScheduleTime ?? cron.Metadata.CreationTimestamp ?? default;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static ICronSchedule? ScheduleOf(CronJob cron, out CronNotice? problem)
    {
        var spec = cron.Spec ?? new CronJobSpec();
        problem = null;
        if (spec.TimeZone is { } name && CronParser.FindZone(name) is null)
        {
            problem = CronNotice.Warning("UnknownTimeZone", $"invalid timeZone: {GoValue.Quote(name)}: unknown time zone {name}");
            return null;
        }

        var schedule = CronParser.Parse(spec.Schedule ?? "", CronParser.FindZone(spec.TimeZone ?? ""), out var mistake);
        problem = schedule is null ? CronNotice.Warning("UnparseableSchedule", $"unparseable schedule: {GoValue.Quote(spec.Schedule ?? "")} : {mistake}") : null;
        return schedule;
    }

    /// <summary>Deletes the oldest finished Jobs past the history limits.</summary>
    private static void CleanUp(CronJob cron, IReadOnlyList<Job> jobs, CronLedger ledger)
    {
        foreach (var (type, limit) in new[] { ("Complete", cron.Spec?.SuccessfulJobsHistoryLimit), ("Failed", cron.Spec?.FailedJobsHistoryLimit) })
        {
            var finished = jobs
                .Where(job => job.Metadata.DeletionTimestamp is null && CronChild.Finish(job)?.Type == type)
                .OrderBy(job => job.Status?.StartTime ?? DateTimeOffset.MaxValue)
                .ThenBy(job => job.Metadata.Name, StringComparer.Ordinal)
                .ToList();
            foreach (var job in finished.Take(limit is { } kept ? Math.Max(0, finished.Count - kept) : 0))
            {
                ledger.Delete(job);
            }
        }
    }

    /// <summary>Brings the list of active Jobs up to date.</summary>
    private static void TakeIn(IReadOnlyList<Job> jobs, CronLedger ledger)
    {
        foreach (var job in jobs)
        {
            switch (CronChild.Finish(job))
            {
                case null when !ledger.IsActive(job.Metadata.Uid):
                    ledger.Notify(CronNotice.Warning("UnexpectedJob", $"Saw a job that the controller did not create or forgot: {job.Metadata.Name}"));
                    break;
                case { } finish:
                    ledger.Finished(job, finish);
                    break;
            }
        }

        ledger.DropMissing(jobs.Select(job => job.Metadata.Uid).ToHashSet());
    }

    /// <summary>The time to start a Job for now, or null.</summary>
    private static DateTimeOffset? DueTime(CronJob cron, CronLedger ledger, DateTimeOffset now)
    {
        if (ScheduleOf(cron, out var problem) is not { } schedule)
        {
            ledger.Notify(problem!);
            return null;
        }

        var window = cron.Spec?.StartingDeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : (TimeSpan?)null;
        var since = LastServed(cron, ledger.Status);
        var missed = CronTimes.Since(schedule, Later(since, now - window), now);
        if (missed.Never)
        {
            ledger.Notify(CronNotice.Warning(
                "InvalidSchedule", $"invalid schedule: {cron.Spec?.Schedule} : time difference between two schedules is less than 1 second"));
        }

        if (missed.Latest is not { } due)
        {
            return null;
        }

        if (missed.TooMany)
        {
            ledger.Notify(CronNotice.Warning(
                "TooManyMissedTimes", "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew"));
        }

        var name = CronChild.NameAt(cron, due);
        if (ledger.Active.Any(active => active.Name == name))
        {
            return null;
        }

        if (cron.Spec?.ConcurrencyPolicy == "Forbid" && ledger.Active.Count > 0)
        {
            ledger.Notify(CronNotice.Normal("JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid"));
            return null;
        }

        return due;
    }
}

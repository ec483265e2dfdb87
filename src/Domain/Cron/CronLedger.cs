using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Cron;

/// <summary>The status of a CronJob while a decision is made, and the work that has been asked for so far.</summary>
internal sealed class CronLedger(CronJobStatus status)
{
    private readonly List<ObjectReference> active = [.. status.Active ?? []];
    private readonly List<Job> deleted = [];
    private readonly List<CronNotice> notices = [];
    private DateTimeOffset? lastSuccess = status.LastSuccessfulTime;

    public IReadOnlyList<ObjectReference> Active => active;

    public CronJobStatus Status => status with { Active = active.Count > 0 ? active : null, LastSuccessfulTime = lastSuccess };

    public bool IsActive(string? uid) => active.Exists(reference => reference.Uid == uid);

    public void Notify(CronNotice notice) => notices.Add(notice);

    public void Delete(Job job)
    {
        active.RemoveAll(reference => reference.Uid == job.Metadata.Uid);
        deleted.Add(job);
        Notify(CronNotice.Normal("SuccessfulDelete", $"Deleted job {job.Metadata.Name}"));
    }

    public void Finished(Job job, JobCondition finish)
    {
        if (active.RemoveAll(reference => reference.Uid == job.Metadata.Uid) > 0)
        {
            Notify(CronNotice.Normal("SawCompletedJob", $"Saw completed job: {job.Metadata.Name}, condition: {finish.Type}"));
        }

        if (finish.Type == "Complete" && job.Status?.CompletionTime is { } ended && !(ended < lastSuccess))
        {
            lastSuccess = ended;
        }
    }

    public void DropMissing(HashSet<string?> present)
    {
        foreach (var gone in active.Where(reference => !present.Contains(reference.Uid)).ToList())
        {
            active.Remove(gone);
            Notify(CronNotice.Normal("MissingJob", $"Active job went missing: {gone.Name}"));
        }
    }

    public CronDecision Close(DateTimeOffset? start) => new() { Status = Status, Delete = deleted, Start = start, Notices = notices };
}

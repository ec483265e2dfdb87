using JobFlows.Domain.Batch;

namespace JobFlows.Domain.Defaults;

/// <summary>What a CronJob says when it says nothing (upstream <c>SetDefaults_CronJob</c>).</summary>
public static class CronJobDefaults
{
    /// <summary>Fills in everything that has a default, the pod template included.</summary>
    public static CronJob Apply(CronJob cronJob)
    {
        var spec = cronJob.Spec ?? new CronJobSpec();
        var template = spec.JobTemplate ?? new JobTemplateSpec();
        return cronJob with
        {
            Spec = spec with
            {
                ConcurrencyPolicy = string.IsNullOrEmpty(spec.ConcurrencyPolicy) ? "Allow" : spec.ConcurrencyPolicy,
                Suspend = spec.Suspend ?? false,
                SuccessfulJobsHistoryLimit = spec.SuccessfulJobsHistoryLimit ?? 3,
                FailedJobsHistoryLimit = spec.FailedJobsHistoryLimit ?? 1,
                JobTemplate = template with { Spec = JobDefaults.Template(template.Spec ?? new JobSpec()) },
            },
            Status = cronJob.Status ?? new CronJobStatus(),
        };
    }
}

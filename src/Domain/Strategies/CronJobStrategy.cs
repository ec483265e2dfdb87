using JobFlows.Domain.Batch;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Jobs;

namespace JobFlows.Domain.Strategies;

/// <summary>CronJobs.</summary>
public sealed class CronJobStrategy() : ObjectStrategy<CronJob>(ResourceTypes.CronJobs)
{
    private protected override bool CountsGeneration => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings(CronJob obj, CronJob? old = null)
    {
        List<string> warnings = old is null ? [.. JobStrategy.PodNameWarnings(obj.Metadata)] : [];

        if (old is null || old.Metadata.Generation != obj.Metadata.Generation)
        {
            warnings.AddRange(JobStrategy.OfSpec(obj.Spec?.JobTemplate?.Spec ?? new JobSpec(), FieldPath.Spec.Child("jobTemplate", "spec")));
        }

        if (obj.Spec?.Schedule?.Contains("TZ", StringComparison.Ordinal) == true)
        {
            warnings.Add($"CRON_TZ or TZ used in {FieldPath.Spec.Child("schedule")} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
        }

        return warnings;
    }

    private protected override CronJob Default(CronJob obj) => CronJobDefaults.Apply(obj);

    private protected override CronJob Created(CronJob obj) => obj with { Status = new CronJobStatus() };

    private protected override CronJob Updated(CronJob old, CronJob updated) => updated with { Status = old.Status };

    private protected override CronJob StatusUpdated(CronJob old, CronJob updated) => updated with { Spec = old.Spec };

    private protected override bool SpecChanged(CronJob old, CronJob updated) => !SemanticEquality.AreEqual(old.Spec, updated.Spec);

    private protected override void Check(CronJob obj, FieldErrors errors) => CronJobRules.Validate(obj, errors);

    private protected override void CheckUpdate(CronJob old, CronJob updated, FieldErrors errors) =>
        CronJobRules.Spec(updated.Spec ?? new CronJobSpec(), old.Spec, errors);
}

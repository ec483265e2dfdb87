using JobFlows.Api.Tables;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>batch/v1</c> CronJob.</summary>
internal static class CronJobKind
{
    public static Kind Declare() => new Kind<CronJob>(new CronJobStrategy())
    {
        ShortNames = ["cj"],
        Categories = ["all"],
        HasStatus = true,
        Table =
        [
            Columns.Name<CronJob>(),
            Columns.Text<CronJob>("Schedule", "When Jobs are made, as a cron expression.", c => c.Spec?.Schedule),
            Columns.Text<CronJob>("Timezone", "The time zone of the schedule.", c => c.Spec?.TimeZone ?? "<none>"),
            Columns.Text<CronJob>("Suspend", "Whether no Jobs are made.", Suspend) with { Type = "boolean" },
            new("Active", "integer", "How many Jobs are running.", (c, _) => c.Status?.Active?.Count ?? 0),
            Columns.Text<CronJob>("Last Schedule", "How long ago a Job was last made.", LastSchedule),
            Columns.Age<CronJob>(),
            .. Columns.Workload<CronJob>(c => c.Spec?.JobTemplate?.Spec?.Template?.Spec, c => c.Spec?.JobTemplate?.Spec?.Selector),
        ],
    };

    private static string Suspend(CronJob cron) => cron.Spec?.Suspend switch
    {
        true => "True",
        false => "False",
        null => "<unset>",
    };

    private static string LastSchedule(CronJob cron, DateTimeOffset now) =>
        cron.Status?.LastScheduleTime is { } last ? HumanTime.Since(last, now) : "<none>";
}

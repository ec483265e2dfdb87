using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class CronJobStrategyTests
{
    private static readonly CronJobStrategy Strategy = new();

    private static readonly Dictionary<string, (Func<CronJob> CronJob, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a plain one"] = (Given.PlainCronJob, []),
        ["a time zone"] = (() => Changed(spec => spec with { TimeZone = "Europe/Berlin" }), []),
        ["a long name"] = (() => Given.PlainCronJob() with { Metadata = new() { Name = new string('a', 53) } },
            [$"metadata.name: Invalid value: \"{new string('a', 53)}\": must be no more than 52 characters"]),
        ["no schedule"] = (() => Changed(spec => spec with { Schedule = "" }), ["spec.schedule: Required value"]),
        ["a zone in the schedule"] = (() => Changed(spec => spec with { Schedule = "TZ=UTC 0 3 * * *" }),
            ["spec.schedule: Invalid value: \"TZ=UTC 0 3 * * *\": cannot use TZ or CRON_TZ in schedule, use timeZone field instead"]),
        ["an empty time zone"] = (() => Changed(spec => spec with { TimeZone = "" }),
            ["spec.timeZone: Invalid value: \"\": timeZone must be nil or non-empty string"]),
        ["an unknown time zone"] = (() => Changed(spec => spec with { TimeZone = "Mars/Base" }),
            ["spec.timeZone: Invalid value: \"Mars/Base\": unknown time zone Mars/Base"]),
        ["a path for a time zone"] = (() => Changed(spec => spec with { TimeZone = "../etc" }),
            ["spec.timeZone: Invalid value: \"../etc\": unknown time zone ../etc"]),
        ["a part of dots in a time zone"] = (() => Changed(spec => spec with { TimeZone = "Europe/./Berlin" }),
            ["spec.timeZone: Invalid value: \"Europe/./Berlin\": unknown time zone Europe/./Berlin"]),
        ["a dash in front of a time zone"] = (() => Changed(spec => spec with { TimeZone = "Europe/-Berlin" }),
            ["spec.timeZone: Invalid value: \"Europe/-Berlin\": unknown time zone Europe/-Berlin"]),
        ["a time zone with a sign"] = (() => Changed(spec => spec with { TimeZone = "Etc/GMT+1" }), []),
        ["a name that is none"] = (() => Given.PlainCronJob() with { Metadata = new() { Name = "A" } }, [$"metadata.name: Invalid value: \"A\": {Validation.Texts.Subdomain}"]),
        ["the local time zone"] = (() => Changed(spec => spec with { TimeZone = "Local" }),
            ["spec.timeZone: Invalid value: \"Local\": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"]),
        ["an unknown concurrency policy"] = (() => Changed(spec => spec with { ConcurrencyPolicy = "Queue" }),
            ["spec.concurrencyPolicy: Unsupported value: \"Queue\": supported values: \"Allow\", \"Forbid\", \"Replace\""]),
        ["negative numbers"] = (
            () => Changed(spec => spec with { StartingDeadlineSeconds = -1, SuccessfulJobsHistoryLimit = -2, FailedJobsHistoryLimit = -3 }),
        [
            "spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0",
            "spec.successfulJobsHistoryLimit: Invalid value: -2: must be greater than or equal to 0",
            "spec.failedJobsHistoryLimit: Invalid value: -3: must be greater than or equal to 0",
        ]),
        ["a selector"] = (() => ChangedJob(spec => spec with { Selector = new LabelSelector(), ManualSelector = true }),
        [
            "spec.jobTemplate.spec.selector: Invalid value: {}: `selector` will be auto-generated",
            "spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: \"nil\", \"false\"",
        ]),
        ["no containers"] = (() => ChangedJob(_ => new JobSpec()),
        [
            "spec.jobTemplate.spec.template.spec.containers: Required value",
            "spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"",
        ]),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Validate_CronJob(string name) => Assert.Equal(
        Cases[name].Errors,
        Strategy.Validate(Strategy.PrepareForCreate(Cases[name].CronJob(), Given.Context)).Select(error => error.ToString()));

    [Theory]
    [InlineData("0 3 * * *", null)]
    [InlineData("*/5 0-12/2 1,15 JAN-mar MON", null)]
    [InlineData("@hourly", null)]
    [InlineData("@every 1h30m", null)]
    [InlineData("* * * *", "expected exactly 5 fields, found 4: [* * * *]")]
    [InlineData("60 * * * *", "end of range (60) above maximum (59): 60")]
    [InlineData("* * 0 * *", "beginning of range (0) below minimum (1): 0")]
    [InlineData("* * * * 7", "end of range (7) above maximum (6): 7")]
    [InlineData("5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1")]
    [InlineData("*/0 * * * *", "step of range should be a positive number: */0")]
    [InlineData("1-2-3 * * * *", "too many hyphens: 1-2-3")]
    [InlineData("1/2/3 * * * *", "too many slashes: 1/2/3")]
    [InlineData("x * * * *", "failed to parse int from x: strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData("@often", "unrecognized descriptor: @often")]
    [InlineData("@every soon", "failed to parse duration @every soon: time: invalid duration \"soon\"")]
    [InlineData("@every 5", "failed to parse duration @every 5: time: missing unit in duration \"5\"")]
    public void Validate_Schedule(string schedule, string? problem)
    {
        var errors = Strategy.Validate(Strategy.PrepareForCreate(Changed(spec => spec with { Schedule = schedule }), Given.Context));

        Assert.Equal(problem is null ? [] : [$"spec.schedule: Invalid value: \"{schedule}\": {problem}"], errors.Select(error => error.ToString()));
    }

    [Fact]
    public void ValidateUpdate_OldNameAndZone_StayAllowed()
    {
        var old = Given.Revisioned(Strategy.PrepareForCreate(Changed(spec => spec with { Schedule = "CRON_TZ=UTC 0 3 * * *" }), Given.Context));
        old = old with { Metadata = old.Metadata with { Name = new string('a', 60) } };

        Assert.Empty(Strategy.ValidateUpdate(old, Strategy.PrepareForUpdate(old, old)));
        var zoned = old with { Spec = old.Spec! with { TimeZone = "UTC" } };
        Assert.Equal(
            ["spec.schedule: Invalid value: \"CRON_TZ=UTC 0 3 * * *\": cannot use both timeZone field and TZ or CRON_TZ in schedule"],
            Strategy.ValidateUpdate(old, Strategy.PrepareForUpdate(old, zoned)).Select(error => error.ToString()));
    }

    [Fact]
    public void PrepareForUpdate_SpecChanged_CountsTheGenerationAndKeepsTheStatus()
    {
        var old = Strategy.PrepareForCreate(Given.PlainCronJob(), Given.Context) with { Status = new() { LastScheduleTime = Given.Now } };
        var updated = Strategy.PrepareForUpdate(old, old with { Spec = old.Spec! with { Suspend = true }, Status = null });

        Assert.Equal(2, updated.Metadata.Generation);
        Assert.Equal(Given.Now, updated.Status!.LastScheduleTime);
    }

    private static CronJob Changed(Func<CronJobSpec, CronJobSpec> change)
    {
        var cronJob = Given.PlainCronJob();
        return cronJob with { Spec = change(cronJob.Spec!) };
    }

    private static CronJob ChangedJob(Func<JobSpec, JobSpec> change) =>
        Changed(spec => spec with { JobTemplate = spec.JobTemplate! with { Spec = change(spec.JobTemplate.Spec!) } });
}

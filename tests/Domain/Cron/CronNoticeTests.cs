using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Cron;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Cron;

/// <summary>The literal events of <c>cronjob-controller</c>.</summary>
public sealed class CronNoticeTests
{
    private static readonly DateTimeOffset Six = new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 * * * *", "Moon/Tycho", "UnknownTimeZone", "invalid timeZone: \"Moon/Tycho\": unknown time zone Moon/Tycho")]
    [InlineData("now", null, "UnparseableSchedule", "unparseable schedule: \"now\" : expected exactly 5 fields, found 1: [now]")]
    [InlineData("0 0 31 2 *", null, "InvalidSchedule", "invalid schedule: 0 0 31 2 * : time difference between two schedules is less than 1 second")]
    [InlineData("* * * * *", null, "TooManyMissedTimes", "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew")]
    public void Warnings(string schedule, string? zone, string reason, string message) =>
        Assert.Equal([new CronNotice("Warning", reason, message)], Decide(new CronJobSpec { Schedule = schedule, TimeZone = zone }).Notices);

    [Fact]
    public void NothingIsReadBetweenTheLines()
    {
        Assert.Empty(Decide(new CronJobSpec { Schedule = "0 3 * * *", TimeZone = "Europe/Berlin" }).Notices);
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.Zero), Decide(new CronJobSpec { Schedule = "0 3 * * *", TimeZone = "Europe/Berlin" }).Start);
    }

    [Fact]
    public void ForgottenJob() => Assert.Equal(
        [new CronNotice("Warning", "UnexpectedJob", "Saw a job that the controller did not create or forgot: stray")],
        Decide(Yearly, jobs: Child("stray", null)).Notices);

    [Fact]
    public void FinishedJob() => Assert.Equal(
        [new CronNotice("Normal", "SawCompletedJob", "Saw completed job: mine, condition: Failed")],
        Decide(Yearly, ["mine"], Child("mine", "Failed")).Notices);

    [Fact]
    public void FinishedJob_ThatIsNotListed_IsPassedOver() => Assert.Empty(Decide(Yearly, jobs: Child("other", "Failed")).Notices);

    [Fact]
    public void MissingJob() => Assert.Equal([new CronNotice("Normal", "MissingJob", "Active job went missing: mine")], Decide(Yearly, ["mine"]).Notices);

    [Fact]
    public void DeletedJob() => Assert.Equal(
        [new CronNotice("Normal", "SuccessfulDelete", "Deleted job old")],
        Decide(Yearly with { FailedJobsHistoryLimit = 0 }, jobs: Child("old", "Failed")).Notices);

    [Fact]
    public void ForbiddenJob() => Assert.Equal(
        [new CronNotice("Normal", "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid")],
        Decide(new CronJobSpec { Schedule = "0 3 * * *", ConcurrencyPolicy = "Forbid" }, ["mine"], Child("mine", null)).Notices);

    [Fact]
    public void Starts()
    {
        Assert.Equal(new CronNotice("Normal", "SuccessfulCreate", "Created job one"), CronNotice.Created("one"));
        Assert.Equal(new CronNotice("Warning", "FailedCreate", "Error creating job: no"), CronNotice.FailedCreate("no"));
    }

    private static CronJobSpec Yearly => new() { Schedule = "@yearly" };

    private static CronDecision Decide(CronJobSpec spec, string[]? active = null, params Job[] jobs) => CronDecider.Decide(
        new CronJob
        {
            Metadata = new ObjectMeta { Name = "report", Namespace = "default", Uid = "u1", CreationTimestamp = Six.AddHours(-20) },
            Spec = spec,
            Status = new CronJobStatus { Active = active?.Select(name => new ObjectReference { Name = name, Uid = name }).ToList() },
        },
        jobs,
        Six);

    private static Job Child(string name, string? condition) => new()
    {
        Metadata = new ObjectMeta { Name = name, Uid = name },
        Status = new JobStatus { Conditions = condition is null ? null : [new JobCondition { Type = condition, Status = "True" }] },
    };
}

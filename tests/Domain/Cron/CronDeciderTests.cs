using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Cron;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Cron;

public sealed class CronDeciderTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 4, 5, 0, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset Six = new(2026, 3, 4, 6, 0, 0, TimeSpan.Zero);

    private static readonly CronJobSpec Hourly = new()
    {
        Schedule = "0 * * * *",
        ConcurrencyPolicy = "Allow",
        Suspend = false,
        SuccessfulJobsHistoryLimit = 3,
        FailedJobsHistoryLimit = 1,
        JobTemplate = new JobTemplateSpec
        {
            Metadata = new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "report" }, Annotations = new Dictionary<string, string> { ["why"] = "numbers" } },
            Spec = new JobSpec { Parallelism = 2 },
        },
    };

    [Fact]
    public void NotDue_NothingStarts()
    {
        var decision = Decide(Hourly, Six.AddSeconds(-1));
        Assert.Null(decision.Start);
        Assert.Empty(decision.Notices);
        Assert.Equal(Six.AddMilliseconds(100), CronDecider.WakeAt(Cron(Hourly), Six.AddSeconds(-1)));
    }

    [Fact]
    public void Due_StartsTheJobOfThatTime()
    {
        var decision = Decide(Hourly, Six.AddSeconds(5));
        Assert.Equal(Six, decision.Start);
        var cron = Cron(Hourly);
        var job = CronChild.Create(cron, Six);
        Assert.Equal("report-29543400", job.Metadata.Name);
        Assert.Equal("report", job.Metadata.Labels!["app"]);
        Assert.Equal("numbers", job.Metadata.Annotations!["why"]);
        Assert.Equal("2026-03-04T06:00:00Z", job.Metadata.Annotations[CronChild.ScheduledAt]);
        Assert.Equal(2, job.Spec!.Parallelism);
        var owner = Assert.Single(job.Metadata.OwnerReferences!);
        Assert.Equal(("batch/v1", "CronJob", "report", "u1", true, true), (owner.ApiVersion, owner.Kind, owner.Name, owner.Uid, owner.Controller, owner.BlockOwnerDeletion));

        var status = CronDecider.Started(decision.Status, Child("report-29543400"), Six);
        Assert.Equal(Six, status.LastScheduleTime);
        Assert.Equal("report-29543400", Assert.Single(status.Active!).Name);
        Assert.Equal(Six.AddHours(1).AddMilliseconds(100), CronDecider.WakeAt(cron with { Status = status }, Six.AddSeconds(5)));
    }

    [Fact]
    public void Annotation_IsInTheZoneOfTheCronJob() => Assert.Equal(
        "2026-03-04T07:00:00+01:00", CronChild.Create(Cron(Hourly with { TimeZone = "Europe/Berlin" }), Six).Metadata.Annotations![CronChild.ScheduledAt]);

    [Fact]
    public void DueTwice_OnlyTheLatestStarts() => Assert.Equal(Six.AddHours(3), Decide(Hourly, Six.AddHours(3.5)).Start);

    [Theory]
    [InlineData("served already", 0, null, null)]
    [InlineData("a day later", 24, null, 24.0)]
    [InlineData("100 missed", 99, null, 99.0)]
    [InlineData("more than 100 missed", 150, null, 150.0, "TooManyMissedTimes")]
    [InlineData("more than 100 missed, few within the deadline", 150, 7200L, 150.0)]
    public void MissedTimes(string name, int hours, long? deadline, double? expected, string? reason = null)
    {
        var status = new CronJobStatus { LastScheduleTime = hours == 0 ? Six : Six.AddHours(-1) };
        var decision = Decide(Hourly with { StartingDeadlineSeconds = deadline }, Six.AddHours(hours).AddMinutes(1), status);
        Assert.True(decision.Start == (expected is null ? null : Six.AddHours(expected.Value)), name);
        Assert.Equal(reason is null ? [] : [reason], decision.Notices.Select(notice => notice.Reason));
    }

    [Fact]
    public void MoreThanAHundredMissed_IsToldOnce_AndTheScheduleGoesOn()
    {
        var status = new CronJobStatus { LastScheduleTime = Six };
        var late = Six.AddHours(150).AddMinutes(1);
        var decision = Decide(Hourly, late, status);
        Assert.Equal(Six.AddHours(150), decision.Start);

        var served = CronDecider.Started(decision.Status, Child("report-29552400"), Six.AddHours(150));
        Assert.Equal(Six.AddHours(151).AddMilliseconds(100), CronDecider.WakeAt(Cron(Hourly) with { Status = served }, late));
        var next = Decide(Hourly, Six.AddHours(151), served, Child("report-29552400"));
        Assert.Equal(Six.AddHours(151), next.Start);
        Assert.Empty(next.Notices);
    }

    [Fact]
    public void MoreThanAHundredMissed_WhileAJobRunsAndForbids_StartsNoneAndWakesForTheNext()
    {
        var late = Six.AddHours(150).AddMinutes(1);
        var decision = Decide(Hourly with { ConcurrencyPolicy = "Forbid" }, late, Active("report-29543400"), Child("report-29543400"));
        Assert.Null(decision.Start);
        Assert.Equal(["TooManyMissedTimes", "JobAlreadyActive"], decision.Notices.Select(notice => notice.Reason));
        Assert.Equal(Six.AddHours(151).AddMilliseconds(100), CronDecider.WakeAt(Cron(Hourly) with { Status = decision.Status }, late));
    }

    [Fact]
    public void LongLife_WithoutMisses_IsNotTakenForMissed()
    {
        var decision = Decide(Hourly, Six.AddHours(501), new CronJobStatus { LastScheduleTime = Six.AddHours(500) });
        Assert.Equal(Six.AddHours(501), decision.Start);
        Assert.Empty(decision.Notices);
    }

    /// <summary>The clock is set back behind what has been served: nothing comes twice, and the schedule goes on where it was.</summary>
    [Fact]
    public void ClockSetBack_NothingComesTwice()
    {
        var status = new CronJobStatus { LastScheduleTime = Six.AddHours(5) };
        var decision = Decide(Hourly, Six.AddHours(2), status);
        Assert.Null(decision.Start);
        Assert.Empty(decision.Notices);
        Assert.Equal(Six.AddHours(6).AddMilliseconds(100), CronDecider.WakeAt(Cron(Hourly) with { Status = status }, Six.AddHours(2)));
    }

    [Fact]
    public void ClockSetBack_BehindTheCreation_NothingStarts() => Assert.Null(Decide(Hourly, Created.AddDays(-1)).Start);

    [Fact]
    public void ClockSetForward_TheLatestComes() =>
        Assert.Equal(Six.AddHours(9), Decide(Hourly, Six.AddHours(9.5), new CronJobStatus { LastScheduleTime = Six }).Start);

    [Fact]
    public void JobOfThatTimeIsActive_ThoughTheStatusNamesNoTime_IsNotStartedAgain()
    {
        var decision = Decide(Hourly, Six.AddMinutes(1), Active("report-29543400") with { LastScheduleTime = null }, Child("report-29543400"));
        Assert.Null(decision.Start);
        Assert.Single(decision.Status.Active!);
    }

    [Fact]
    public void Started_KeepsTheJobsBefore()
    {
        var status = CronDecider.Started(Active("report-29543400"), Child("report-29543460"), Six.AddHours(1));
        Assert.Equal(["report-29543400", "report-29543460"], status.Active!.Select(active => active.Name));
    }

    [Theory]
    [InlineData(60, 60, false)]
    [InlineData(0, 0, false)]
    [InlineData(60, 59, true)]
    [InlineData(60, 61, false)]
    public void StartingDeadline(long deadline, int late, bool starts) =>
        Assert.Equal(starts, Decide(Hourly with { StartingDeadlineSeconds = deadline }, Six.AddSeconds(late)).Start is not null);

    [Fact]
    public void IrregularSchedule_LatestTimeIsFound()
    {
        var friday = new DateTimeOffset(2026, 3, 6, 14, 30, 0, TimeSpan.Zero);
        var spec = Hourly with { Schedule = "30 6-16/4 * * 1-5" };
        Assert.Equal(friday, Decide(spec, friday.AddHours(1), new CronJobStatus { LastScheduleTime = friday.AddDays(-1) }).Start);
    }

    [Fact]
    public void EveryKeepsItsBeat()
    {
        var spec = Hourly with { Schedule = "@every 7m" };
        Assert.Equal(Created.AddMinutes(7 * 8), Decide(spec, Created.AddMinutes((7 * 8) + 3)).Start);
    }

    [Theory]
    [InlineData("Allow", true, 0, null)]
    [InlineData("Forbid", false, 0, "JobAlreadyActive")]
    [InlineData("Replace", true, 1, "SuccessfulDelete")]
    public void ConcurrencyPolicy(string policy, bool starts, int deleted, string? reason)
    {
        var decision = Decide(Hourly with { ConcurrencyPolicy = policy }, Six.AddHours(1), Active("report-29543400"), Child("report-29543400"));
        Assert.Equal(starts, decision.Start is not null);
        Assert.Equal(deleted, decision.Delete.Count);
        Assert.Equal(1 - deleted, decision.Status.Active?.Count ?? 0);
        Assert.Equal(reason is null ? [] : [reason], decision.Notices.Select(notice => notice.Reason));
    }

    [Fact]
    public void FinishedJob_LeavesTheActiveListAndSetsTheLastSuccess()
    {
        var decision = Decide(Hourly, Six.AddMinutes(5), Active("report-29543400"), Child("report-29543400", "Complete"));
        Assert.Null(decision.Status.Active);
        Assert.Equal(Six.AddMinutes(1), decision.Status.LastSuccessfulTime);
        Assert.Equal("Saw completed job: report-29543400, condition: Complete", Assert.Single(decision.Notices).Message);
    }

    [Fact]
    public void Forbid_WithNothingActive_Starts() =>
        Assert.Equal(Six, Decide(Hourly with { ConcurrencyPolicy = "Forbid" }, Six).Start);

    [Theory]
    [InlineData("the newest success counts, whatever the order", 30, 90, 5, 90)]
    [InlineData("an older success than the one known", 30, 60, 120, 120)]
    public void LastSuccess(string name, int one, int other, int known, int expected)
    {
        var status = new CronJobStatus { LastSuccessfulTime = Six.AddMinutes(known) };
        var newest = Child("newest", "Complete", Six.AddMinutes(Math.Max(one, other) - 1));
        var oldest = Child("oldest", "Complete", Six.AddMinutes(Math.Min(one, other) - 1));
        Assert.True(Decide(Hourly, Six.AddHours(3), status, newest, oldest).Status.LastSuccessfulTime == Six.AddMinutes(expected), name);
    }

    [Fact]
    public void SuccessWithoutATime_AndFailureWithOne_LeaveTheLastSuccessAlone()
    {
        var status = new CronJobStatus { LastSuccessfulTime = Six };
        var untimed = Child("untimed", "Complete");
        var failed = Child("failed", "Failed");
        var decision = Decide(
            Hourly,
            Six.AddHours(3),
            status,
            untimed with { Status = untimed.Status! with { CompletionTime = null } },
            failed with { Status = failed.Status! with { CompletionTime = Six.AddHours(1) } });
        Assert.Equal(Six, decision.Status.LastSuccessfulTime);
        Assert.Empty(decision.Notices);
    }

    [Fact]
    public void FailedJob_LeavesTheActiveListOnly()
    {
        var decision = Decide(Hourly, Six.AddMinutes(5), Active("report-29543400"), Child("report-29543400", "Failed"));
        Assert.Null(decision.Status.Active);
        Assert.Null(decision.Status.LastSuccessfulTime);
    }

    [Fact]
    public void MissingJob_LeavesTheActiveList()
    {
        var decision = Decide(Hourly, Six.AddMinutes(5), Active("report-29543400"));
        Assert.Null(decision.Status.Active);
        Assert.Equal("Active job went missing: report-29543400", Assert.Single(decision.Notices).Message);
    }

    [Fact]
    public void StrangeJob_IsNoted()
    {
        var decision = Decide(Hourly, Created, null, Child("by-hand"));
        Assert.Null(decision.Status.Active);
        Assert.Equal("UnexpectedJob", Assert.Single(decision.Notices).Reason);
    }

    [Fact]
    public void History_OldestGoFirst()
    {
        Job[] jobs =
        [
            .. Enumerable.Range(0, 5).Select(i => Child($"good-{i}", "Complete", Six.AddHours(-i))),
            .. Enumerable.Range(0, 2).Select(i => Child($"bad-{i}", "Failed", Six.AddHours(-i))),
        ];
        var decision = Decide(Hourly, Created, null, jobs);
        Assert.Equal(["good-4", "good-3", "bad-1"], decision.Delete.Select(job => job.Metadata.Name));
        Assert.Equal(3, Decide(Hourly with { SuccessfulJobsHistoryLimit = 2, FailedJobsHistoryLimit = null }, Created, null, jobs).Delete.Count);
    }

    [Fact]
    public void History_OfOneTimeGoesByName_AndUnstartedJobsGoLast()
    {
        Job[] jobs =
        [
            Child("c", "Failed") with { Status = new JobStatus { Conditions = [new JobCondition { Type = "Suspended", Status = "False" }, new JobCondition { Type = "Failed", Status = "True" }] } },
            Child("b", "Failed"),
            Child("a", "Failed"),
            Child("d", "Failed") with { Metadata = new ObjectMeta { Name = "d", DeletionTimestamp = Six } },
        ];
        Assert.Equal(["a", "b"], Decide(Hourly, Created, null, jobs).Delete.Select(job => job.Metadata.Name));
        Assert.Equal(["a", "b", "c"], Decide(Hourly with { FailedJobsHistoryLimit = 0 }, Created, null, jobs).Delete.Select(job => job.Metadata.Name));
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("being deleted")]
    [InlineData("unknown zone")]
    [InlineData("unreadable")]
    [InlineData("no times at all")]
    public void Idle_StartsNothing(string state)
    {
        var cron = Cron(state switch
        {
            "suspended" => Hourly with { Suspend = true },
            "unknown zone" => Hourly with { TimeZone = "Moon/Tycho" },
            "unreadable" => Hourly with { Schedule = "now and then" },
            "no times at all" => Hourly with { Schedule = "0 0 31 2 *" },
            _ => Hourly,
        });
        cron = state == "being deleted" ? cron with { Metadata = cron.Metadata with { DeletionTimestamp = Six } } : cron;
        var decision = CronDecider.Decide(cron, [], Six.AddDays(1));
        Assert.Null(decision.Start);
        Assert.Null(CronDecider.WakeAt(cron, Six.AddDays(1)));
        var expected = state switch { "unknown zone" => "UnknownTimeZone", "unreadable" => "UnparseableSchedule", "no times at all" => "InvalidSchedule", _ => null };
        Assert.Equal(expected is null ? [] : [expected], decision.Notices.Select(notice => notice.Reason));
    }

    private static CronDecision Decide(CronJobSpec spec, DateTimeOffset now, CronJobStatus? status = null, params Job[] jobs) =>
        CronDecider.Decide(Cron(spec) with { Status = status }, jobs, now);

    private static CronJob Cron(CronJobSpec spec) => new()
    {
        Metadata = new ObjectMeta { Name = "report", Namespace = "default", Uid = "u1", CreationTimestamp = Created },
        Spec = spec,
    };

    private static CronJobStatus Active(string name) => new() { Active = [new ObjectReference { Name = name, Uid = $"uid of {name}" }], LastScheduleTime = Six };

    private static Job Child(string name, string? condition = null, DateTimeOffset? start = null) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default", Uid = $"uid of {name}" },
        Status = new JobStatus
        {
            StartTime = start ?? Six,
            CompletionTime = condition == "Complete" ? (start ?? Six).AddMinutes(1) : null,
            Conditions = condition is null ? null : [new JobCondition { Type = condition, Status = "True" }],
        },
    };
}

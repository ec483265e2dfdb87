using JobFlows.Domain.Batch;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class JobStatusTests
{
    private static readonly JobStrategy Strategy = new();
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddMinutes(1);

    private static readonly Dictionary<string, (Func<Job> Old, Func<JobStatus, JobStatus> Change, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a running Job"] = (Running, status => status with { Active = 2, Ready = 2, Succeeded = 1, Failed = 1, Terminating = 1 }, []),
        ["a condition of somebody else's"] = (Running, status => status.WithCondition("acme.io/checked"), []),
        ["completed in two steps"] = (SuccessMet, Completed, []),
        ["failed in two steps"] = (FailureTarget, status => status.WithCondition("Failed"), []),
        ["negative counters"] = (NotStarted, status => status with { Active = -1, Succeeded = -2, Failed = -3, Ready = -4, Terminating = -5 },
        [
            "status.active: Invalid value: -1: must be greater than or equal to 0",
            "status.succeeded: Invalid value: -2: must be greater than or equal to 0",
            "status.failed: Invalid value: -3: must be greater than or equal to 0",
            "status.ready: Invalid value: -4: must be greater than or equal to 0",
            "status.terminating: Invalid value: -5: must be greater than or equal to 0",
            "status.failed: Invalid value: -3: cannot decrease the failed counter",
            "status.succeeded: Invalid value: -2: cannot decrease the succeeded counter",
        ]),
        ["Failed at once"] = (Running, status => status.WithCondition("Failed"),
            ["status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition"]),
        ["Complete at once"] = (Running, Completed,
            ["status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition"]),
        ["Complete without a time"] = (SuccessMet, status => status.WithCondition("Complete"),
            ["status.completionTime: Required value: completionTime is required for Complete jobs"]),
        ["a completion time without Complete"] = (Running, status => status with { CompletionTime = End },
            ["status.completionTime: Invalid value: \"2026-01-01T00:01:00Z\": cannot set completionTime when there is no Complete=True condition"]),
        ["completed before it started"] = (SuccessMet, status => Completed(status) with { CompletionTime = Start.AddMinutes(-1) },
            ["status.completionTime: Invalid value: \"2025-12-31T23:59:00Z\": completionTime cannot be set before startTime"]),
        ["another completion time"] = (Complete, status => status with { CompletionTime = End.AddMinutes(1) },
            ["status.completionTime: Invalid value: \"2026-01-01T00:02:00Z\": completionTime cannot be mutated"]),
        ["finished with pods"] = (SuccessMet, status => Completed(status) with
        {
            Active = 1,
            Terminating = 2,
            UncountedTerminatedPods = new() { Failed = ["a"] },
        },
        [
            "status.active: Invalid value: 1: active>0 is invalid for finished job",
            "status.uncountedTerminatedPods: Invalid value: {\"failed\":[\"a\"]}: uncountedTerminatedPods needs to be empty for finished job",
            "status.terminating: Invalid value: 2: terminating>0 is invalid for finished job",
        ]),
        ["finished but never started"] = (NotStarted, status => Completed(status.WithCondition("SuccessCriteriaMet")),
            ["status.startTime: Required value: startTime is required for finished job"]),
        ["the start taken away"] = (Running, status => status with { StartTime = null },
            ["status.startTime: Required value: startTime cannot be removed for unsuspended job"]),
        ["the start taken away while suspended"] = (
            () => Running().With(spec => spec with { Suspend = true }), status => status with { StartTime = null }, []),
        ["more ready than active"] = (Running, status => status with { Active = 1, Ready = 2 },
            ["status.ready: Invalid value: 2: cannot set more ready pods than active"]),
        ["Complete taken back"] = (Complete, status => status with { Conditions = null, CompletionTime = null },
        [
            "status.conditions: Invalid value: cannot disable the terminal Complete=True condition",
            "status.conditions: Invalid value: cannot disable the SuccessCriteriaMet=True condition",
        ]),
        ["FailureTarget taken back"] = (FailureTarget, status => status with { Conditions = null },
            ["status.conditions: Invalid value: cannot disable the terminal FailureTarget=True condition"]),
        ["success and failure"] = (FailureTarget, status => status.WithCondition("SuccessCriteriaMet"),
            ["status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and FailureTarget=true conditions"]),
        ["Complete and Failed"] = (SuccessMet, status => Completed(status).WithCondition("Failed"),
        [
            "status.conditions: Invalid value: cannot set Complete=True and Failed=true conditions",
            "status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition",
            "status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and Failed=true conditions",
        ]),
        ["Complete and FailureTarget"] = (() => Running().WithStatus(status => status.WithCondition("FailureTarget").WithCondition("SuccessCriteriaMet")), Completed,
        [
            "status.conditions: Invalid value: cannot set Complete=True and FailureTarget=true conditions",
            "status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and FailureTarget=true conditions",
        ]),
        ["FailureTarget on top of Complete"] = (Complete, status => status.WithCondition("FailureTarget"),
        [
            "status.conditions: Invalid value: cannot set Complete=True and FailureTarget=true conditions",
            "status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and FailureTarget=true conditions",
        ]),
        ["Failed on top of Complete"] = (Complete, status => status.WithCondition("Failed"),
        [
            "status.conditions: Invalid value: cannot set Complete=True and Failed=true conditions",
            "status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition",
            "status.conditions: Invalid value: cannot set SuccessCriteriaMet=True and Failed=true conditions",
        ]),
        ["FailureTarget taken from under Failed"] = (Failed, status => status with { Conditions = [.. status.Conditions!.Where(condition => condition.Type != "FailureTarget")] },
        [
            "status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition",
            "status.conditions: Invalid value: cannot disable the terminal FailureTarget=True condition",
        ]),
        ["Failed taken back"] = (Failed, status => status with { Conditions = [.. status.Conditions!.Where(condition => condition.Type != "Failed")] },
            ["status.conditions: Invalid value: cannot disable the terminal Failed=True condition"]),
        ["SuccessCriteriaMet taken from under Complete"] = (
            Complete, status => status with { Conditions = [.. status.Conditions!.Where(condition => condition.Type != "SuccessCriteriaMet")] },
        [
            "status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
            "status.conditions: Invalid value: cannot disable the SuccessCriteriaMet=True condition",
        ]),
        ["Complete by a success policy that isn't met"] = (
            () => Running().With(spec => spec with { SuccessPolicy = new SuccessPolicy() }), Completed,
        [
            "status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
            "status.conditions: Invalid value: cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True",
        ]),
        ["a success policy that isn't met yet"] = (() => Running().With(spec => spec with { SuccessPolicy = new SuccessPolicy() }), status => status with { Succeeded = 1 }, []),
        ["SuccessCriteriaMet after Complete"] = (
            () => Running().WithStatus(Completed), status => status.WithCondition("SuccessCriteriaMet"),
            ["status.conditions: Invalid value: cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions"]),
        ["completed in the moment of its start"] = (SuccessMet, status => Completed(status) with { CompletionTime = Start }, []),
        ["the start moved behind the end"] = (() => Complete().With(spec => spec with { Suspend = true }), status => status with { StartTime = End.AddMinutes(1) },
            ["status.completionTime: Invalid value: \"2026-01-01T00:01:00Z\": completionTime cannot be set before startTime"]),
        ["pods of a Job that has finished long since"] = (Complete, status => status with { Active = 1, Terminating = 1, UncountedTerminatedPods = new() { Succeeded = ["a"] } },
        [
            "status.active: Invalid value: 1: active>0 is invalid for finished job",
            "status.uncountedTerminatedPods: Invalid value: {\"succeeded\":[\"a\"]}: uncountedTerminatedPods needs to be empty for finished job",
            "status.terminating: Invalid value: 1: terminating>0 is invalid for finished job",
        ]),
        ["no pods of a Job that has finished"] = (Complete, status => status with { Active = 0, Terminating = 0, Ready = 0, UncountedTerminatedPods = new() }, []),
        ["finished with nothing to do, suspended"] = (
            () => NotStarted().With(spec => spec with { Suspend = true, Completions = 0 }), status => Completed(status.WithCondition("SuccessCriteriaMet")), []),
        ["finished with nothing to do, not suspended"] = (
            () => NotStarted().With(spec => spec with { Completions = 0 }), status => Completed(status.WithCondition("SuccessCriteriaMet")),
            ["status.startTime: Required value: startTime is required for finished job"]),
        ["the start of a finished Job taken away"] = (
            () => Complete().With(spec => spec with { Suspend = true }), status => status with { StartTime = null },
            ["status.startTime: Required value: startTime is required for finished job"]),
        ["fewer active than ready"] = (
            () => Running().WithStatus(status => status with { Active = 2, Ready = 2 }), status => status with { Active = 1 },
            ["status.ready: Invalid value: 2: cannot set more ready pods than active"]),
        ["more ready than active all along"] = (
            () => Running().WithStatus(status => status with { Active = 1, Ready = 2 }), status => status with { Failed = 1 }, []),
        ["malformed indexes all along"] = (
            () => Elastic().WithStatus(status => status with { CompletedIndexes = "x", FailedIndexes = "y" }), status => status with { Failed = 1 }, []),
        ["indexes of a NonIndexed Job all along"] = (
            () => Running().WithStatus(status => status with { CompletedIndexes = "0", FailedIndexes = "" }), status => status with { Failed = 1 }, []),
        ["completed indexes come to overlap"] = (
            () => Elastic().WithStatus(status => status with { FailedIndexes = "1" }), status => status with { CompletedIndexes = "1" },
            ["status.failedIndexes: Invalid value: \"1\": failedIndexes and completedIndexes overlap at index: 1"]),
        ["no completed indexes any more"] = (() => Running().WithStatus(status => status with { CompletedIndexes = "0" }), status => status with { CompletedIndexes = "" }, []),
        ["fewer failed"] = (() => Running().WithStatus(status => status with { Failed = 2 }), status => status with { Failed = 1 },
            ["status.failed: Invalid value: 1: cannot decrease the failed counter"]),
        ["fewer succeeded"] = (() => Running().WithStatus(status => status with { Succeeded = 2 }), status => status with { Succeeded = 1 },
            ["status.succeeded: Invalid value: 1: cannot decrease the succeeded counter"]),
        ["fewer succeeded after scaling down"] = (
            () => Elastic().WithStatus(status => status with { Succeeded = 3 }), status => status with { Succeeded = 2 }, []),
        ["indexes"] = (Elastic, status => status with { CompletedIndexes = "0,2", FailedIndexes = "1" }, []),
        ["malformed indexes"] = (Elastic, status => status with { CompletedIndexes = "1,1", FailedIndexes = "9" },
        [
            "status.completedIndexes: Invalid value: \"1,1\": error parsing completedIndexes: non-increasing order, previous: 1, current: 1",
            "status.failedIndexes: Invalid value: \"9\": error parsing failedIndexes: too large index: \"9\"",
        ]),
        ["indexes that overlap"] = (Elastic, status => status with { CompletedIndexes = "0-1", FailedIndexes = "1-2" },
            ["status.failedIndexes: Invalid value: \"1-2\": failedIndexes and completedIndexes overlap at index: 1"]),
        ["indexes of a NonIndexed Job"] = (Running, status => status with { CompletedIndexes = "0", FailedIndexes = "" },
        [
            "status.completedIndexes: Invalid value: \"0\": cannot set non-empty completedIndexes when non-indexed completion mode",
            "status.failedIndexes: Invalid value: \"\": cannot set non-null failedIndexes when backoffLimitPerIndex is null",
        ]),
        ["uncounted pods twice"] = (Running, status => status with { UncountedTerminatedPods = new() { Succeeded = ["a", ""], Failed = ["a"] } },
        [
            "status.uncountedTerminatedPods.succeeded[1]: Invalid value: \"\": must not be empty",
            "status.uncountedTerminatedPods.failed[0]: Duplicate value: \"a\"",
        ]),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void ValidateStatusUpdate_Change(string name)
    {
        var (make, change, expected) = Cases[name];
        var old = make();
        var updated = Strategy.PrepareForStatusUpdate(old, old.WithStatus(change));

        Assert.Equal(expected, Strategy.ValidateStatusUpdate(old, updated).Select(error => error.ToString()));
    }

    private static Job NotStarted() => Given.Stored(Given.PlainJob());

    private static Job Running() => NotStarted().WithStatus(status => status with { StartTime = Start });

    private static Job Elastic() => Given.Stored(Given.IndexedJob().With(spec => spec with { Parallelism = 3, BackoffLimitPerIndex = 1 }));

    private static Job SuccessMet() => Running().WithStatus(status => status.WithCondition("SuccessCriteriaMet"));

    private static Job FailureTarget() => Running().WithStatus(status => status.WithCondition("FailureTarget"));

    private static Job Failed() => FailureTarget().WithStatus(status => status.WithCondition("Failed"));

    private static Job Complete() => SuccessMet().WithStatus(Completed);

    private static JobStatus Completed(JobStatus status) => status.WithCondition("Complete") with { CompletionTime = End };
}

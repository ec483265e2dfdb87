using JobFlows.Domain.Batch;
using JobFlows.Domain.Jobs;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class JobConditionsTests
{
    private static readonly JobCondition Foreign = new() { Type = "Foreign", Status = "True", Reason = "Theirs" };

    [Theory]
    [InlineData("Complete", "True", true)]
    [InlineData("Failed", "True", true)]
    [InlineData("Complete", "False", false)]
    [InlineData("Failed", "Unknown", false)]
    [InlineData("SuccessCriteriaMet", "True", false)]
    [InlineData("FailureTarget", "True", false)]
    public void Finished(string type, string status, bool finished) =>
        Assert.Equal(finished, JobConditions.Finished([Foreign, new JobCondition { Type = type, Status = status }]) is not null);

    [Fact]
    public void Finished_WithoutConditions_IsNull()
    {
        Assert.Null(JobConditions.Finished(null));
        Assert.Null(JobConditions.FindTrue(null, "Complete"));
    }

    [Fact]
    public void With_AddsReplacesAndKeeps()
    {
        IReadOnlyList<JobCondition> none = [];
        Assert.Same(none, none.With(New(isTrue: false)));
        var added = ((IReadOnlyList<JobCondition>)[Foreign]).With(New(isTrue: true));
        Assert.Equal([Foreign, New(isTrue: true)], added);

        // The same again, later: its times stay.
        Assert.Same(added, added.With(New(isTrue: true, at: 9)));
        Assert.Equal([Foreign, New(isTrue: false, at: 9)], added.With(New(isTrue: false, at: 9)));
        Assert.Equal("Other", added.With(New(isTrue: true) with { Reason = "Other" })[1].Reason);
        Assert.Equal("other", added.With(New(isTrue: true) with { Message = "other" })[1].Message);
    }

    [Fact]
    public void Merge_KeepsForeignConditionsAndKnowsItsOwn()
    {
        foreach (var type in (string[])["Suspended", "SuccessCriteriaMet", "Complete", "FailureTarget", "Failed"])
        {
            var own = new JobCondition { Type = type, Status = "True", Reason = "New" };
            var old = own with { Reason = "Old" };
            Assert.Equal([Foreign, own], JobConditions.Merge([own], [Foreign, old]));
            Assert.Equal([Foreign, own], JobConditions.Merge([own], [Foreign]));
            Assert.Equal([own], JobConditions.Merge([own, Foreign], null));
        }

        Assert.Equal([Foreign], JobConditions.Merge([], [Foreign]));
    }

    private static JobCondition New(bool isTrue, int at = 0) => JobConditions.New("Suspended", isTrue, "JobSuspended", "Job suspended", JobSim.Start.AddSeconds(at));
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Scheduling;

namespace JobFlows.Domain.Tests.Scheduling;

public sealed class StartDeadlineTests
{
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5m", 90)]
    [InlineData("500ms", 0.5)]
    public void Of_IsSoLongAfterTheCreation(string text, double seconds)
    {
        Assert.Null(StartDeadline.Check(text));
        Assert.Equal(Created.AddSeconds(seconds), StartDeadline.Of(Annotated(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("0s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    [InlineData("1..5s")]
    [InlineData("99999999999999999999999999999999s")]
    [InlineData("999999999h")]
    public void Check_NotADuration_SaysSo(string text) => Assert.Equal("must be a positive duration such as 90s, 10m or 1h30m", StartDeadline.Check(text));

    [Fact]
    public void Of_WithoutAnnotation_IsNever() => Assert.Null(StartDeadline.Of(new Pod()));

    [Fact]
    public void Fail_AddsTheConditionOnce()
    {
        var status = new PodStatus { Phase = "Pending", Conditions = [new PodCondition { Type = "Ready", Status = "False" }] };

        var failed = StartDeadline.Fail(StartDeadline.Fail(status, "5s", ("A", "a"), Created), "5s", ("ImagePullBackOff", "no image"), Created);

        Assert.Equal(("Failed", "StartDeadlineExceeded", "Pod did not start within 5s: no image"), (failed.Phase, failed.Reason, failed.Message));
        Assert.Equal(["Ready", "StartDeadlineExceeded"], failed.Conditions!.Select(condition => condition.Type));
        Assert.Equal(("True", "ImagePullBackOff"), (failed.Conditions![1].Status, failed.Conditions[1].Reason));
    }

    private static Pod Annotated(string text) => new()
    {
        Metadata = new ObjectMeta { CreationTimestamp = Created, Annotations = new Dictionary<string, string> { ["jobflows.io/start-deadline"] = text } },
    };
}

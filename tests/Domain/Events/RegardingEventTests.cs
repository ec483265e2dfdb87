using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Domain.Events;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Tests.Events;

public sealed class RegardingEventTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly Event Core = new()
    {
        ApiVersion = "v1",
        Kind = "Event",
        Metadata = new ObjectMeta { Name = "e", Namespace = "ns" },
        EventTime = At,
        Series = new EventSeries { Count = 2 },
        ReportingComponent = "c",
        ReportingInstance = "i",
        Action = "a",
        Reason = "r",
        InvolvedObject = new ObjectReference { Name = "o" },
        Related = new ObjectReference { Name = "p" },
        Message = "m",
        Type = "Normal",
        Source = new EventSource { Component = "s" },
        FirstTimestamp = At.AddMinutes(1),
        LastTimestamp = At.AddMinutes(2),
        Count = 3,
    };

    [Fact]
    public void FromCore_HasTheFieldsUnderTheirOtherNames()
    {
        var regarding = RegardingEvent.FromCore(Core);
        Assert.Equal(("events.k8s.io/v1", "Event"), (regarding.ApiVersion, regarding.Kind));
        Assert.Equal(("c", "m", "o", "s", 3), (regarding.ReportingController, regarding.Note, regarding.Regarding?.Name, regarding.DeprecatedSource?.Component, regarding.DeprecatedCount));
        Assert.Equal((At.AddMinutes(1), At.AddMinutes(2)), (regarding.DeprecatedFirstTimestamp, regarding.DeprecatedLastTimestamp));
    }

    [Fact]
    public void ToCore_LosesNothing() => Assert.Equal(Text(Core), Text(RegardingEvent.FromCore(Core).ToCore()));

    private static string Text(Event core) => Encoding.UTF8.GetString(KubeJson.Write(core));
}

using JobFlows.Domain.Core;
using JobFlows.Workflows.Events;

namespace JobFlows.Workflows.Tests.Events;

public sealed class EventCorrelatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly EventCorrelator correlator = new(capacity: 100);
    private int names;

    [Fact]
    public void Observe_TheSameAgain_RaisesTheCount()
    {
        Assert.Equal(new EventCorrelator.Record("event-1", "message", 1, IsNew: true), Observe("message", Start));
        Assert.Equal(new EventCorrelator.Record("event-1", "message", 2, IsNew: false), Observe("message", Start.AddSeconds(1)));
    }

    [Fact]
    public void Observe_MoreThanTenAlike_AreCombined()
    {
        for (var i = 1; i <= 10; i++)
        {
            Assert.Equal($"message {i}", Observe($"message {i}", Start)!.Message);
        }

        Assert.Equal(new EventCorrelator.Record("event-11", "(combined from similar events): message 11", 1, IsNew: true), Observe("message 11", Start));
        Assert.Equal(new EventCorrelator.Record("event-11", "(combined from similar events): message 12", 2, IsNew: false), Observe("message 12", Start));
        Assert.Equal("message 3", Observe("message 3", Start)!.Message);
    }

    [Fact]
    public void Observe_AfterTheWindow_BeginsAnew()
    {
        for (var i = 1; i <= 11; i++)
        {
            Observe($"message {i}", Start);
        }

        Assert.Equal("message 12", Observe("message 12", Start.AddMinutes(11))!.Message);
    }

    [Fact]
    public void Observe_MoreThanTheBurst_IsCutShort_UntilTheBudgetRefills()
    {
        var written = Enumerable.Range(0, 100).Count(i => Observe($"message {i}", Start) is not null);
        Assert.Equal(25, written);
        Assert.Null(Observe("later", Start.AddMinutes(4)));
        Assert.NotNull(Observe("later", Start.AddMinutes(6)));
    }

    [Fact]
    public void Observe_OtherObjects_HaveTheirOwnBudget()
    {
        for (var i = 0; i < 100; i++)
        {
            Observe($"message {i}", Start);
        }

        Assert.NotNull(Observe("message", Start, uid: "other"));
    }

    private EventCorrelator.Record? Observe(string message, DateTimeOffset now, string uid = "uid") => correlator.Observe(
        new Happening(new ObjectReference { Uid = uid, Name = "object" }, "component", "Normal", "Reason", message), now, _ => $"event-{++names}");
}

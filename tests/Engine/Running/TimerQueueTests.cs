using JobFlows.Engine.Persistence;
using JobFlows.Engine.Running;
using Microsoft.Extensions.Time.Testing;

namespace JobFlows.Engine.Tests.Running;

public sealed class TimerQueueTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<int> fired = [];
    private readonly TimerQueue queue;

    public TimerQueueTests() => queue = new TimerQueue(time, timer => fired.Add(timer.Task));

    public void Dispose() => queue.Dispose();

    [Fact]
    public void Advance_FiresWhatIsDueInOrder()
    {
        queue.Run();
        queue.Change([In(3, 30), In(1, 10), In(2, 20), In(4, 3600 * 24 * 90)], []);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(fired);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], fired);
        time.Advance(TimeSpan.FromSeconds(3600));
        Assert.Equal([1, 2, 3], fired);
        time.Advance(TimeSpan.FromDays(90));
        Assert.Equal([1, 2, 3, 4], fired);
    }

    [Fact]
    public void TakenBack_DoesntFire()
    {
        queue.Run();
        queue.Change([In(1, 10), In(2, 20)], []);
        queue.Change([], [In(1, 10)]);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([2], fired);
    }

    [Fact]
    public void BeforeRun_NothingFires()
    {
        queue.Change([In(1, -10), In(2, 10)], []);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(fired);

        queue.Run();

        Assert.Equal([1, 2], fired);
    }

    [Fact]
    public void SubMillisecondDueTime_FiresOnceAndNotBefore()
    {
        queue.Run();
        queue.Change([new TimerEntry(time.GetUtcNow() + TimeSpan.FromTicks(15), 1, 1, Guid.Empty)], []);

        time.Advance(TimeSpan.FromTicks(14));
        Assert.Empty(fired);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([1], fired);
    }

    private TimerEntry In(int task, int seconds) => new(time.GetUtcNow() + TimeSpan.FromSeconds(seconds), 1, task, Guid.Empty);
}

using JobFlows.Pods.Kubelet;

namespace JobFlows.Pods.Tests.Kubelet;

public sealed class CrashBackoffTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_ManyCrashes_DoublesToFiveMinutes()
    {
        var backoff = new CrashBackoff();

        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], Enumerable.Range(0, 8).Select(_ => backoff.After(Start, Start).TotalSeconds));
    }

    [Fact]
    public void After_LongRun_BeginsAgain()
    {
        var backoff = new CrashBackoff();
        backoff.After(Start, Start);
        backoff.After(Start, Start);

        Assert.Equal(20, backoff.After(Start, Start.AddMinutes(10)).TotalSeconds);
        Assert.Equal(0, backoff.After(Start, Start.AddMinutes(10).AddSeconds(1)).TotalSeconds);
    }

    [Theory]
    [InlineData(10, "10s")]
    [InlineData(160, "2m40s")]
    [InlineData(300, "5m0s")]
    public void Print_Wait_IsAsInGo(int seconds, string expected) => Assert.Equal(expected, CrashBackoff.Print(TimeSpan.FromSeconds(seconds)));
}

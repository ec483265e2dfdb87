using System.Text;
using JobFlows.Pods.Aci.Logs;

namespace JobFlows.Pods.Tests.Aci;

/// <summary>Logs as Azure shows them, and as they are kept.</summary>
public sealed class GroupLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Lines_AreRecordsWithTheirTimeToSevenDigits() => Assert.Equal(
        "2026-03-04T05:06:07.123456800Z stdout F hello world\n2026-03-04T05:06:08.000000000Z stdout F \n",
        Text(new GroupLog().Add("2026-03-04T05:06:07.123456789Z hello world\n2026-03-04T05:06:08Z \n", Now)));

    [Fact]
    public void Lines_WithoutATime_HaveThatOfTheLineBefore() => Assert.Equal(
        "2026-01-02T03:04:05.000000000Z stdout F first\n2026-03-04T05:06:07.000000000Z stdout F second\n2026-03-04T05:06:07.000000000Z stdout F third\n",
        Text(new GroupLog().Add("first\n2026-03-04T05:06:07Z second\nthird\n", Now)));

    [Fact]
    public void MoreOfALog_IsWhatIsNew()
    {
        var log = new GroupLog();
        log.Add("2026-03-04T05:06:07Z a\n2026-03-04T05:06:07Z b\n", Now);

        Assert.Equal("2026-03-04T05:06:07.000000000Z stdout F c\n2026-03-04T05:06:08.000000000Z stdout F d\n",
            Text(log.Add("2026-03-04T05:06:07Z a\n2026-03-04T05:06:07Z b\n2026-03-04T05:06:07Z c\n2026-03-04T05:06:08Z d\n", Now)));
        Assert.Equal(0, log.Add("2026-03-04T05:06:08Z d\n", Now).Length);
    }

    [Fact]
    public void MoreOfALog_WhoseBeginningIsCutOff_IsWhatIsNew()
    {
        var log = new GroupLog();
        log.Add("2026-03-04T05:06:07Z a\n2026-03-04T05:06:08Z b\n", Now);

        Assert.Equal("2026-03-04T05:06:09.000000000Z stdout F c\n", Text(log.Add("2026-03-04T05:06:08Z b\n2026-03-04T05:06:09Z c\n", Now)));
    }

    [Fact]
    public void MoreOfALog_WithLinesOutOfOrder_IsToldOnce()
    {
        var log = new GroupLog();
        var content = "2026-03-04T05:06:08Z a\n2026-03-04T05:06:07Z b\n";
        Assert.Equal(2, Text(log.Add(content, Now)).Split('\n').Length - 1);

        Assert.Equal("2026-03-04T05:06:09.000000000Z stdout F c\n", Text(log.Add(content + "2026-03-04T05:06:09Z c\n", Now)));
    }

    [Fact]
    public void Records_CanBeReadBack()
    {
        var content = $"2026-03-04T05:06:07.0000000Z {new string('x', 40_000)}\n2026-03-04T05:06:08.0000000Z end\n";
        var log = new GroupLog();

        var records = log.Add(content, Now);

        Assert.Equal(0, log.Add(GroupLog.LinesOf(records.Span), Now).Length);
        Assert.Equal(content.Replace(".0000000Z", ".000000000Z"), GroupLog.LinesOf(records.Span));
    }

    private static string Text(ReadOnlyMemory<byte> records) => Encoding.UTF8.GetString(records.Span);
}

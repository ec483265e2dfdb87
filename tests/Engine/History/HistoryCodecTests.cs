using System.Text;
using JobFlows.Engine.History;

namespace JobFlows.Engine.Tests.History;

/// <summary>The format on disk is frozen: these bytes are what older versions of the program have written.</summary>
public sealed class HistoryCodecTests
{
    private static readonly Guid Execution = new("01234567-89ab-cdef-0123-456789abcdef");
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "History", "records-1.txt");

    private static readonly HistoryRecord[] Records =
    [
        new HistoryRecord.ExecutionStarted(Execution, "job", Json("{\"é\":1}"), null),
        new HistoryRecord.ExecutionStarted(Execution, "shard", Json("1"), new ParentTask("default/job", Execution, 300)),
        new HistoryRecord.StepStarted(Time),
        new HistoryRecord.ActivityScheduled(0, "start-pods", Json("[1,2]")),
        new HistoryRecord.ActivityCompleted(127, Json("null")),
        new HistoryRecord.ActivityFailed(128, "System.FormatException", "bad\nthing"),
        new HistoryRecord.TimerCreated(3, Time),
        new HistoryRecord.TimerFired(3),
        new HistoryRecord.TimerCanceled(4, Time),
        new HistoryRecord.EventReceived("pod-ended", Json("{}")),
        new HistoryRecord.EventSent("default/job", "delta", Json("7")),
        new HistoryRecord.ChildScheduled(5, "shard", "default/job/0", Json("0")),
        new HistoryRecord.ChildCompleted(5, Json("true")),
        new HistoryRecord.ChildFailed(6, "E", "m"),
        new HistoryRecord.Completed(Json("\"out\"")),
        new HistoryRecord.Failed("E", ""),
        new HistoryRecord.ContinuedAsNew(Json("2")),
    ];

    [Fact]
    public void Write_EveryKind_GivesTheGoldenBytes() => Assert.Equal(File.ReadAllLines(Golden), Records.Select(Line));

    [Fact]
    public void Read_TheGoldenBytes_GivesEveryKind()
    {
        var read = File.ReadAllLines(Golden).Select(line => HistoryCodec.Read(Convert.FromHexString(line.Split(' ')[1]))[0]);

        Assert.Equal(Records.Select(Text), read.Select(Text));
    }

    [Fact]
    public void Golden_HasEveryKind() =>
        Assert.Equal(Enum.GetValues<RecordKind>().Except([RecordKind.None]), Records.Select(r => r.Kind).Distinct());

    [Fact]
    public void Read_SeveralRecords_GivesThemInOrder() =>
        Assert.Equal(Records.Select(Text), HistoryCodec.Read(HistoryCodec.Write(Records)).Select(Text));

    [Fact]
    public void Read_FieldsOfALaterVersion_AreSkipped()
    {
        var read = HistoryCodec.Read(Convert.FromHexString("01" + "07" + "03000000" + "05FFFF" + "07" + "01000000" + "06"));

        Assert.Equal([new HistoryRecord.TimerFired(5), new HistoryRecord.TimerFired(6)], read);
    }

    [Theory]
    [InlineData("0100", "ends too early")]
    [InlineData("010000000000", "Unknown kind 0 ")]
    [InlineData("01C800000000", "Unknown kind 200 ")]
    [InlineData("0207", "format 2; this program knows format 1")]
    [InlineData("010702000000", "ends too early")]
    [InlineData("01070100000085", "ends too early")]
    [InlineData("010706000000FFFFFFFFFFFF", "a number that is too long")]
    [InlineData("", "ends too early")]
    public void Read_WhatItDoesntKnow_Throws(string hex, string expected)
    {
        var exception = Assert.Throws<InvalidDataException>(() => HistoryCodec.Read(Convert.FromHexString(hex)));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Json(string json) => Encoding.UTF8.GetBytes(json);

    private static string Line(HistoryRecord record) => $"{record.Kind} {Convert.ToHexString(HistoryCodec.Write(record).Span)}";

    /// <summary>Records with payloads are equal if their texts are, once the payloads are spelt out.</summary>
    private static string Text(HistoryRecord record) => string.Join(", ", record.GetType().GetProperties()
        .Where(p => p.Name is not ("Identity" or "Payload" or "EqualityContract"))
        .Select(p => $"{p.Name}={(p.GetValue(record) is ReadOnlyMemory<byte> json ? Encoding.UTF8.GetString(json.Span) : p.GetValue(record))}"));
}

using System.Buffers;
using System.Text;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Logs;

public sealed class CriLogTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("log-").FullName;
    private readonly ArrayBufferWriter<byte> records = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("one\ntwo\n", "F one|F two")]
    [InlineData("\n\n", "F |F ")]
    [InlineData("", "")]
    [InlineData("rest", "P rest")]
    [InlineData("one\nrest", "F one|P rest")]
    public void Write_Output_BecomesRecords(string output, string expected)
    {
        Write(output);

        Assert.Equal(expected, Tags());
        Assert.All(Lines(), line => Assert.StartsWith("2026-01-01T12:00:00.000000000Z stdout ", line));
    }

    [Fact]
    public void Write_LineInPieces_IsOneRecord()
    {
        var stream = new CriStream("stderr");
        foreach (var piece in (string[])["a", "b", "c\nd"])
        {
            stream.Append(Encoding.UTF8.GetBytes(piece), Noon, records);
        }

        Assert.Equal(["2026-01-01T12:00:00.000000000Z stderr F abc"], Lines());
    }

    [Theory]
    [InlineData(CriStream.MaxRecord, 1)]
    [InlineData(CriStream.MaxRecord + 1, 2)]
    [InlineData((3 * CriStream.MaxRecord) + 5, 4)]
    public void Write_LongLine_IsCutIntoParts(int length, int parts)
    {
        var line = new string('x', length);

        Write(line + "\n");

        Assert.Equal([.. Enumerable.Repeat("P", parts - 1), "F"], Lines().Select(record => record.Substring(CriStream.TagOffset, 1)));
        Assert.Equal(line + "\n", Read(new LogQuery { Container = "c" }));
    }

    [Theory]
    [InlineData(0L, "")]
    [InlineData(1L, "three\n")]
    [InlineData(2L, "two\nthree\n")]
    [InlineData(3L, "one\ntwo\nthree\n")]
    [InlineData(9L, "one\ntwo\nthree\n")]
    public void Read_Tail_IsTheLastLines(long lines, string expected)
    {
        Write("one\ntwo\nthree\n");

        Assert.Equal(expected, Read(new LogQuery { Container = "c", TailLines = lines }));
    }

    [Fact]
    public void Read_Tail_CountsALineOfManyPartsOnce()
    {
        var line = new string('y', 20 * CriStream.MaxRecord);
        Write($"first\n{line}\nlast");

        Assert.Equal("last", Read(new LogQuery { Container = "c", TailLines = 1 }));
        Assert.Equal($"{line}\nlast", Read(new LogQuery { Container = "c", TailLines = 2 }));
        Assert.Equal($"first\n{line}\nlast", Read(new LogQuery { Container = "c", TailLines = 3 }));
    }

    [Fact]
    public void Read_Since_LeavesOutOlderLines()
    {
        Write("old\n");
        Write("new\n", Noon.AddSeconds(1));

        Assert.Equal("new\n", Read(new LogQuery { Container = "c", Since = Noon.AddMilliseconds(1) }));
        Assert.Equal("old\nnew\n", Read(new LogQuery { Container = "c", Since = Noon }));
    }

    [Theory]
    [InlineData(0L, "")]
    [InlineData(5L, "one\nt")]
    [InlineData(99L, "one\ntwo\n")]
    public void Read_Limit_CutsBytes(long limit, string expected)
    {
        Write("one\ntwo\n");

        Assert.Equal(expected, Read(new LogQuery { Container = "c", LimitBytes = limit }));
    }

    [Fact]
    public void Read_Timestamps_ComeBeforeEachLineButNotBeforeItsParts()
    {
        Write(new string('z', CriStream.MaxRecord + 1) + "\nend\n");

        var text = Read(new LogQuery { Container = "c", Timestamps = true });

        Assert.Equal(
            ["2026-01-01T12:00:00.000000000Z " + new string('z', CriStream.MaxRecord + 1), "2026-01-01T12:00:00.000000000Z end", ""], text.Split('\n'));
    }

    [Theory]
    [InlineData(LogStream.All, "out\nerr\n")]
    [InlineData(LogStream.Output, "out\n")]
    [InlineData(LogStream.Errors, "err\n")]
    public void Read_Stream_IsThatAlone(LogStream stream, string expected)
    {
        new CriStream("stdout").Append("out\n"u8, Noon, records);
        new CriStream("stderr").Append("err\n"u8, Noon, records);

        Assert.Equal(expected, Read(new LogQuery { Container = "c", Stream = stream }));
    }

    private void Write(string output, DateTimeOffset? at = null)
    {
        var stream = new CriStream("stdout");
        stream.Append(Encoding.UTF8.GetBytes(output), at ?? Noon, records);
        stream.Finish(at ?? Noon, records);
    }

    private string[] Lines() => Encoding.UTF8.GetString(records.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Tags() => string.Join('|', Lines().Select(line => line[CriStream.TagOffset..]));

    private string Read(LogQuery query)
    {
        File.WriteAllBytes(LogFiles.Of(folder, 0), records.WrittenSpan.ToArray());
        using var output = new MemoryStream();
        new LogReader(query, output, TimeSpan.Zero).CopyAsync(folder, 0, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}

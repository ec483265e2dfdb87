using System.Buffers;
using System.Globalization;
using System.Text;
using JobFlows.Pods.Logs;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Tests.Logs;

public sealed class LogRotationTests : IDisposable
{
    private const int Files = 3;
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("log-").FullName;
    private readonly ArrayBufferWriter<byte> scratch = new();
    private readonly ContainerLog log;

    public LogRotationTests() => log = new ContainerLog(LogFiles.Of(folder, 0), new LogLimits(FileBytes: 1000, Files));

    public void Dispose()
    {
        log.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Log_ThatIsFull_GoesOnInAnotherFileUpToTheirMostNumber()
    {
        Write(200);

        Assert.Equal(Files, LogFiles.OfRun(folder, 0).Count);
        Assert.Equal(0, LogFiles.NewestRun(folder));
        Assert.Equal([true, true, false], LogFiles.OfRun(folder, 0).Select(LogFiles.IsFinished));
        Assert.All(LogFiles.OfRun(folder, 0), file => Assert.True(new FileInfo(file).Length < 1100));
    }

    [Fact]
    public async Task Read_All_GoesThroughTheFilesThatAreLeft()
    {
        Write(200);

        var lines = await ReadAsync(new LogQuery { Container = "c" });

        Assert.Equal(Enumerable.Range(200 - lines.Length, lines.Length).Select(Line), lines);
        Assert.True(lines.Length > 30);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(45)]
    public async Task Read_Tail_ReachesBackIntoOlderFiles(int lines)
    {
        Write(200);

        Assert.Equal(Enumerable.Range(200 - lines, lines).Select(Line), await ReadAsync(new LogQuery { Container = "c", TailLines = lines }));
    }

    [Fact]
    public async Task Follow_WhileTheLogRollsOver_MissesNothing()
    {
        var output = new LineCounter();
        var query = new LogQuery { Container = "c", Follow = true };
        Write(5);
        var following = new LogReader(query, output, TimeSpan.FromMilliseconds(1)).CopyAsync(folder, 0, CancellationToken.None);
        for (var line = 5; line < 300; line++)
        {
            // Not further ahead than the files that are kept reach.
            while (line > output.Lines + 20)
            {
                await Task.Yield();
            }

            Write(line, 1);
        }

        log.Finish(Noon, scratch);
        await following;

        Assert.Equal(Enumerable.Range(0, 300).Select(Line), Lines(output));
    }

    [Fact]
    public void Log_OfOneEndlessLine_RollsOverAllTheSame()
    {
        var piece = new byte[CriStream.MaxRecord];
        for (var i = 0; i < 20; i++)
        {
            log.Append(error: false, piece, Noon, scratch);
        }

        Assert.Equal(Files, LogFiles.OfRun(folder, 0).Count);
    }

    [Fact]
    public void RemoveBefore_LeavesTheRunsFromThereOn()
    {
        log.Finish(Noon, scratch);
        foreach (var name in (string[])["1.log", "1.1.log", "2.log", "3.log", "notes.txt"])
        {
            File.WriteAllText(Path.Combine(folder, name), "");
        }

        LogFiles.RemoveBefore(folder, 2);

        Assert.Equal(["2.log", "3.log", "notes.txt"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    private static string Line(int number) => $"line {number.ToString(CultureInfo.InvariantCulture)}";

    private static string[] Lines(MemoryStream output) => Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Write(int lines) => Write(0, lines);

    private void Write(int first, int lines)
    {
        for (var i = first; i < first + lines; i++)
        {
            log.Append(error: false, Encoding.UTF8.GetBytes(Line(i) + "\n"), Noon, scratch);
        }
    }

    private sealed class LineCounter : MemoryStream
    {
        private int lines;

        public int Lines => Volatile.Read(ref lines);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            Interlocked.Add(ref lines, buffer.Span.Count((byte)'\n'));
            return ValueTask.CompletedTask;
        }
    }

    private async Task<string[]> ReadAsync(LogQuery query)
    {
        using var output = new MemoryStream();
        await new LogReader(query, output, TimeSpan.Zero).CopyAsync(folder, 0, CancellationToken.None);
        return Lines(output);
    }
}

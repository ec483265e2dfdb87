namespace JobFlows.Storage.Blobs.Log;

/// <summary>A place in the log.</summary>
/// <param name="Segment">The name of the segment's blob.</param>
/// <param name="Offset">Bytes from the segment's beginning.</param>
/// <param name="Total">Bytes from the log's beginning, deleted segments included.</param>
internal sealed record LogPosition(string Segment, long Offset, long Total)
{
    private const string Prefix = "log/";

    /// <summary>The prefix of all segments' names.</summary>
    public static string SegmentPrefix => Prefix;

    /// <summary>The beginning of the log, in a new segment.</summary>
    public static LogPosition First() => new(NameOf(1), 0, 0);

    /// <summary>The place <paramref name="length"/> bytes further on.</summary>
    public LogPosition Advance(long length) => this with { Offset = Offset + length, Total = Total + length };

    /// <summary>A name for the segment that follows: never used before, so that no late writer can bring back one that is deleted.</summary>
    public string NewSegment() => NameOf(NumberOf(Segment) + 1);

    /// <summary>The number of a segment, from its name.</summary>
    public static long NumberOf(string segment) => long.Parse(segment.AsSpan(Prefix.Length, 10));

    private static string NameOf(long number) => $"{Prefix}{number:D10}-{Guid.NewGuid():N}";
}

using System.Text;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Blobs.Log;
using JobFlows.Storage.Blobs.Snapshots;
using JobFlows.Storage.Blobs.State;
using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Tests.Blobs.Log;

public sealed class FrameTests
{
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    private static readonly LogRecord.Changed Record = new(41,
    [
        new(ChangeType.Added, new("pods", "default", "a"), "uid-a", "owner", Encoding.UTF8.GetBytes("""{"metadata":{"name":"a"}}""")),
        new(ChangeType.Deleted, new("jobs.batch", "", "é"), "uid-b", Owner: null, Encoding.UTF8.GetBytes("{}")),
    ]);

    [Fact]
    public void Crc32C_KnownText_IsTheKnownSum() => Assert.Equal(0xE3069283, Crc32C.Of("1234"u8, "56789"u8));

    [Fact]
    public async Task Encode_Record_IsReadBack()
    {
        var read = (LogRecord.Changed)LogCodec.Decode((await ReadAsync(LogCodec.Encode(Id, Record).ToArray()))!);

        Assert.Equal(Record.Before, read.Before);
        Assert.Equal(Record.Changes.Select(Describe), read.Changes.Select(Describe));
    }

    [Theory]
    [InlineData("changed", "4A4653314F766E55010000006300000033221100554477668899AABBCCDDEEFF2900000000000000020000000104706F64730764656661756C740161"
        + "057569642D6101056F776E6572190000007B226D65746164617461223A7B226E616D65223A2261227D7D030A6A6F62732E62617463680002C3A90575"
        + "69642D6200020000007B7D")]
    [InlineData("compacted", "4A4653311CF9CC1D020000000800000033221100554477668899AABBCCDDEEFF0700000000000000")]
    [InlineData("sealed", "4A4653313D12B420030000001100000033221100554477668899AABBCCDDEEFF106C6F672F303030303030303030322D78")]
    [InlineData("skipped", "4A465331FB6AF1D6070000000800000033221100554477668899AABBCCDDEEFF0700000000000000")]
    [InlineData("manifest", "4A465331DB23DB25060000003600000033221100554477668899AABBCCDDEEFF010B736E617073686F74732F780700000000000000106C6F672F3030"
        + "30303030303030312D7808000000000000000900000000000000")]
    public void Format_IsFrozen(string what, string golden) => Assert.Equal(golden, Convert.ToHexString(Bytes(what)));

    [Fact]
    public async Task Read_AnyByteChanged_IsRefusedAtItsPosition()
    {
        var whole = LogCodec.Encode(Id, Record).ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x20;

            var refused = await Assert.ThrowsAsync<StoreDamagedException>(async () => await ReadAsync(damaged));

            Assert.Equal(("container/log", 1000L), (refused.Blob, refused.Position));
            Assert.Contains("container/log at byte 1000", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_CutShortAnywhere_IsRefused()
    {
        var whole = LogCodec.Encode(Id, Record).ToArray();
        Assert.Null(await ReadAsync([]));
        for (var length = 1; length < whole.Length; length++)
        {
            await Assert.ThrowsAsync<StoreDamagedException>(async () => await ReadAsync(whole[..length]));
        }
    }

    [Fact]
    public void Decode_KindOfAnotherProgram_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => LogCodec.Decode(new Frame((FrameKind)77, Id, new byte[8])));

    [Fact]
    public void Decode_PayloadOfAnotherProgram_IsRefused()
    {
        var payload = LogCodec.Encode(Id, Record).Payload.ToArray();
        for (var length = 0; length < payload.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => LogCodec.Decode(new Frame(FrameKind.Changes, Id, payload.AsMemory(0, length))));
        }

        Assert.Throws<InvalidDataException>(() => LogCodec.Decode(new Frame(FrameKind.Changes, Id, (byte[])[.. payload, 0])));
    }

    private static byte[] Bytes(string what) => (what switch
    {
        "changed" => LogCodec.Encode(Id, Record),
        "compacted" => LogCodec.Encode(Id, new LogRecord.Compacted(7)),
        "skipped" => LogCodec.Encode(Id, new LogRecord.Skipped(7)),
        "sealed" => LogCodec.Encode(Id, new LogRecord.Sealed("log/0000000002-x")),
        _ => new Manifest("snapshots/x", 7, new LogPosition("log/0000000001-x", 8, 9)).Encode() with { Id = Id },
    }).ToArray();

    private static ValueTask<Frame?> ReadAsync(byte[] bytes) => Frame.ReadAsync(new MemoryStream(bytes), "container/log", 1000, default);

    private static string Describe(LoggedChange change) =>
        $"{change.Type} {change.Key} {change.Uid} {change.Owner ?? "nobody"} {Encoding.UTF8.GetString(change.Json.Span)}";
}

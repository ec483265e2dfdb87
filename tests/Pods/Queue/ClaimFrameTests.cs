using System.Text;
using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Tests.Queue;

public sealed class ClaimFrameTests
{
    [Fact]
    public async Task Read_FramesInARow_AreTheSame()
    {
        ClaimFrame[] frames = [new("uid-1", "main", 0, 0, "one\ntwo"u8.ToArray()), new("uid-2", "side", 3, 70_000, Array.Empty<byte>())];
        using var content = new MemoryStream([.. frames.SelectMany(frame => frame.Write())]);

        foreach (var frame in frames)
        {
            var (read, length) = (await ClaimFrame.ReadAsync(content, CancellationToken.None))!.Value;
            Assert.Equal((frame.Pod, frame.Container, frame.Run, frame.Offset), (read.Pod, read.Container, read.Run, read.Offset));
            Assert.Equal(frame.Data.ToArray(), read.Data.ToArray());
            Assert.Equal(frame.Write().Length, length);
        }

        Assert.Null(await ClaimFrame.ReadAsync(content, CancellationToken.None));
    }

    [Theory]
    [InlineData("a b 0")]
    [InlineData("a b 0 0\n")]
    [InlineData("a b -1 0 0\n\n")]
    public async Task Read_SomethingElse_IsRefused(string content)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(content));

        await Assert.ThrowsAsync<InvalidDataException>(() => ClaimFrame.ReadAsync(stream, CancellationToken.None));
    }
}

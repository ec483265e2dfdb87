using System.Text;
using JobFlows.Pods.Supervision;

namespace JobFlows.Pods.Tests.Supervision;

public sealed class ForgivingWriterTests
{
    [Fact]
    public void Write_ThereIsRoom_WritesAll()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new ForgivingWriter(text) { NewLine = "\n" };

        writer.Write("one");
        writer.WriteLine(2);
        writer.WriteLine("three");
        writer.Write(['4']);

        Assert.Equal("one2\nthree\n4", text.ToString());
    }

    [Fact]
    public void Write_ThereIsNoRoom_GoesOn()
    {
        var full = new StreamWriter("/dev/full", new UTF8Encoding(), new FileStreamOptions { Access = FileAccess.Write, BufferSize = 0 }) { AutoFlush = true };
        Assert.Throws<IOException>(() => full.WriteLine("lost"));
        var writer = new ForgivingWriter(full);

        writer.Write("one");
        writer.WriteLine(new InvalidOperationException("two"));
        writer.WriteLine("three");
    }
}

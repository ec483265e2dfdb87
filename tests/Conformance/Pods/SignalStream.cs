using System.Text;

namespace JobFlows.Conformance.Pods;

/// <summary>Keeps what is written to it and tells when a text has arrived.</summary>
public sealed class SignalStream : MemoryStream
{
    private readonly SemaphoreSlim written = new(0);

    /// <summary>All that was written.</summary>
    public string Text => Encoding.UTF8.GetString(ToArray());

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        written.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends once the text is in.</summary>
    public async Task ContainsAsync(string text)
    {
        while (!Text.Contains(text))
        {
            Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(60)), $"\"{text}\" did not come, only: {Text}");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        written.Dispose();
        base.Dispose(disposing);
    }
}

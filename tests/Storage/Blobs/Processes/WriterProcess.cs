using System.Diagnostics;

namespace JobFlows.Storage.Tests.Blobs.Processes;

/// <summary>A <see cref="BlobWriter"/> in a process of its own.</summary>
internal sealed class WriterProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<Operation> operations = [];
    private readonly Task reading;
    private readonly Task<string> trouble;
    private readonly int killAfter;

    /// <param name="connection">Where to.</param>
    /// <param name="container">The store's container.</param>
    /// <param name="name">Begins the tags of its writes.</param>
    /// <param name="count">How many operations each of its tasks carries out.</param>
    /// <param name="killAfter">It is killed (SIGKILL) when it has told of so many; 0 for never.</param>
    public WriterProcess(string connection, string container, string name, int count, int killAfter = 0)
    {
        this.killAfter = killAfter;
        process = Process.Start(new ProcessStartInfo
        {
            FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ArgumentList = { "exec", typeof(WriterProcess).Assembly.Location, "blob-writer", connection, container, name, $"{count}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        trouble = process.StandardError.ReadToEndAsync();
        reading = ReadAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it was told.</returns>
    public async Task<IReadOnlyList<Operation>> EndAsync()
    {
        await reading;
        await process.WaitForExitAsync();
        Assert.True(killAfter > 0 || process.ExitCode == 0, await trouble);
        return operations;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        // What it had printed before it was killed counts as well; the last line may be cut short.
        var output = "";
        var buffer = new char[16_384];
        while (await process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            output += new string(buffer, 0, read);
            var end = output.LastIndexOf('\n') + 1;
            operations.AddRange(output[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Operation.Parse));
            output = output[end..];
            if (killAfter > 0 && operations.Count >= killAfter)
            {
                process.Kill();
            }
        }
    }
}

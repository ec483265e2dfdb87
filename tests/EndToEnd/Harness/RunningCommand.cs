using System.Diagnostics;
using System.Threading.Channels;

namespace JobFlows.EndToEnd.Harness;

/// <summary>A command whose output is read while it runs. Killed when disposed of.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly List<string> seen = [];
    private readonly Task output;
    private readonly Task<string> error;

    private RunningCommand(Process process)
    {
        this.process = process;
        output = PumpAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables in addition to those of this process.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    public static RunningCommand Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var started = Process.Start(start)!;
        started.StandardInput.Write(input ?? "");
        started.StandardInput.Close();
        return new RunningCommand(started);
    }

    /// <summary>Reads lines until one is as wanted.</summary>
    /// <returns>That line.</returns>
    /// <exception cref="TimeoutException">None was, in time or to the end.</exception>
    public async Task<string> LineAsync(Func<string, bool> wanted, TimeSpan? deadline = null)
    {
        using var timeout = new CancellationTokenSource(deadline ?? Wait.Deadline);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(timeout.Token))
            {
                seen.Add(line);
                if (wanted(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"the line did not come in time; these did:\n{string.Join('\n', seen)}", e);
        }

        throw new TimeoutException($"the command ended without the line:\n{string.Join('\n', seen)}\n{await error}");
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="TimeoutException">It did not come in time; the command has been killed.</exception>
    public async Task<CommandResult> EndAsync(TimeSpan? deadline = null)
    {
        using var timeout = new CancellationTokenSource(deadline ?? Wait.Deadline);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            await output.WaitAsync(timeout.Token);
            var all = new List<string>(seen);
            while (lines.Reader.TryRead(out var line))
            {
                all.Add(line);
            }

            return new CommandResult(process.ExitCode, string.Concat(all.Select(line => line + "\n")), await error.WaitAsync(timeout.Token));
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' did not end in time", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task PumpAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }
}

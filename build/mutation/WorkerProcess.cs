using System.Diagnostics;

namespace JobFlows.Mutation;

/// <summary>A worker, as the process that asks it sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan MostCpuAlone = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>Starts one, and waits until it is ready.</summary>
    public static async Task<WorkerProcess> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(WorkerProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var worker = new WorkerProcess(Process.Start(start)!);
        return await worker.process.StandardOutput.ReadLineAsync() is "ready" ? worker : throw new InvalidOperationException("the tests could not be loaded");
    }

    /// <summary>Asks about a mutant.</summary>
    /// <returns>The verdict; after a time-out the worker is of no more use.</returns>
    public async Task<Verdict> AskAsync(string mutant)
    {
        await process.StandardInput.WriteLineAsync(mutant);
        await process.StandardInput.FlushAsync();
        return await AnswerAsync(MostCpu);
    }

    /// <summary>Waits for the answer of one that tries a single mutant.</summary>
    public Task<Verdict> AnswerAloneAsync() => AnswerAsync(MostCpuAlone);

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    // Time alone says little on a machine that others use as well.
    private async Task<Verdict> AnswerAsync(TimeSpan mostCpu)
    {
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var answer = process.StandardOutput.ReadLineAsync();
        while (await Task.WhenAny(answer, Task.Delay(200)) != answer)
        {
            process.Refresh();
            if (watch.Elapsed > Longest || process.HasExited || process.TotalProcessorTime - cpu > mostCpu)
            {
                return Verdict.Timeout;
            }
        }

        return Enum.TryParse<Verdict>(await answer, out var verdict) ? verdict : Verdict.Timeout;
    }
}

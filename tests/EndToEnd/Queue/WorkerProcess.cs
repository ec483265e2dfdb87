using System.Diagnostics;
using System.Text;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Queue;

/// <summary><c>jobflows worker</c>. It and its pods are gone when it has been disposed of.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string Ready = "JobFlows worker ready: ";
    private readonly Process process;
    private readonly StringBuilder errors = new();

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed to standard error so far, the lines that are not empty.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    /// <summary>Starts a worker and waits until it is ready.</summary>
    public static async Task<WorkerProcess> StartAsync(string queue, params IReadOnlyList<string> settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Checkout.Program, "worker", .. settings])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("JOBFLOWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        // Not as an argument, which every user of the machine could read.
        start.Environment["JOBFLOWS_QUEUE"] = queue;
        var worker = new WorkerProcess(Process.Start(start)!);
        worker.process.StandardInput.Close();
        var line = await worker.process.StandardOutput.ReadLineAsync().WaitAsync(Wait.Deadline);
        if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"the worker did not get ready: {line} {string.Join('\n', worker.Errors)}");
        }

        return worker;
    }

    /// <summary>Kills the worker, and nothing else (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the worker to stop (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        ProcessTable.SendTerminate(process.Id);
        await process.WaitForExitAsync().WaitAsync(Wait.Deadline);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}

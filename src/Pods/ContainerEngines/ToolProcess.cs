using System.Diagnostics;

namespace JobFlows.Pods.ContainerEngines;

/// <summary>Calls of a tool outside the supervisor.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end, or kills it after a minute.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">What follows.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellation">Kills it.</param>
    public static async Task<ToolResult> RunAsync(string program, IReadOnlyList<string> arguments, byte[] input, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await WriteAsync(process.StandardInput.BaseStream, input, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ToolResult(-1, string.Empty, $"{program} {string.Join(' ', arguments)} did not end within {Patience.TotalSeconds:0} s");
        }
    }

    private static async Task WriteAsync(Stream stream, byte[] input, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(input, cancellation);
            stream.Close();
        }
        catch (IOException)
        {
            // It ended without reading, and says why.
        }
    }
}

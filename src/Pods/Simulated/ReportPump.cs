using System.Threading.Channels;
using JobFlows.Workflows.Pods;

namespace JobFlows.Pods.Simulated;

/// <summary>Hands reports on in big batches: whatever has gathered while the last batch was recorded.</summary>
internal sealed class ReportPump : IAsyncDisposable
{
    private const int MostReports = 1000;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<IReadOnlyList<PodReport>> waiting = Channel.CreateUnbounded<IReadOnlyList<PodReport>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private readonly IPodReports reports;
    private readonly Task pumping;

    public ReportPump(IPodReports reports)
    {
        this.reports = reports;
        pumping = Task.Run(PumpAsync);
    }

    /// <summary>Takes reports to hand on soon, together.</summary>
    public void Add(IReadOnlyList<PodReport> some) => waiting.Writer.TryWrite(some);

    /// <summary>Ends at once; reports that are not recorded yet are told again when their pods are started again.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await pumping;
        ending.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(ending.Token))
            {
                var batch = new List<PodReport>();
                while (batch.Count < MostReports && waiting.Reader.TryRead(out var some))
                {
                    batch.AddRange(some);
                }

                await RecordAsync(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task RecordAsync(List<PodReport> batch)
    {
        while (true)
        {
            try
            {
                await reports.ReportAsync(batch, ending.Token);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Reports must not be lost: whatever went wrong there, they are told again.
                await Task.Delay(RetryPause, ending.Token);
            }
        }
    }
}

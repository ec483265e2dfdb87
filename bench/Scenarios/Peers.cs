using System.ComponentModel;
using System.Diagnostics;
using JobFlows.Bench.Report;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.Bench.Scenarios;

/// <summary>The same 2,000 processes by programs that keep no state, serve no API and survive no crash.</summary>
internal sealed class Peers : IScenario
{
    private const int Commands = 2_000;
    private static readonly string Input = string.Concat(Enumerable.Range(0, Commands).Select(i => $"{i}\n"));

    public string Name => "peers";

    public async Task<IReadOnlyList<Figure>> RunAsync(int repeat) =>
    [
        await MeasureAsync("GNU parallel -j 100", repeat, "parallel", "--no-notice", "-j", "100", "true"),
        await MeasureAsync("xargs -P 100 -n 1", repeat, "xargs", "-P", "100", "-n", "1", "true"),
    ];

    private async Task<Figure> MeasureAsync(string what, int repeat, string program, params string[] arguments)
    {
        try
        {
            await OnceAsync(program, arguments);
            var samples = await Samples.TakeAsync(repeat, () => OnceAsync(program, arguments));
            return Figure.Rate(Name, $"{what}, 2,000 of `true`", Commands / samples.Median());
        }
        catch (Win32Exception)
        {
            return new Figure(Name, what, "not installed");
        }
    }

    private static async Task<double> OnceAsync(string program, string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        await using var command = RunningCommand.Start(program, arguments, input: Input);
        (await command.EndAsync(TimeSpan.FromMinutes(5))).Succeeded();
        return watch.Elapsed.TotalSeconds;
    }
}

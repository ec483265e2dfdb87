using System.Diagnostics;
using System.Globalization;
using JobFlows.Bench.Report;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;

namespace JobFlows.Bench.Scenarios;

/// <summary>A Job of a million indexes, decided from its first pod to its end and nothing else: no server, no store, no pods.</summary>
internal sealed class MillionIndexes : IScenario
{
    private const int Indexes = 1_000_000;
    private const int Parallelism = 10_000;
    private const int EndingsAtOnce = 500;
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string Name => "million-index";

    public Task<IReadOnlyList<Figure>> RunAsync(int repeat)
    {
        Decide(Indexes / 10);
        var samples = new List<(double Seconds, double Processor, double Megabytes)>();
        for (var i = 0; i < repeat; i++)
        {
            ForgetPeakMemory();
            var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            Decide(Indexes);
            samples.Add((watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, PeakMegabytes()));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            Figure.Seconds(Name, $"first decision to Complete, {Indexes:N0} indexes, parallelism {Parallelism:N0}, no I/O", samples.Select(one => one.Seconds).Median(), "3 s"),
            Figure.Seconds(Name, "processor time of it", samples.Select(one => one.Processor).Median()),
            new Figure(Name, "peak memory of the process meanwhile", $"{samples.Max(one => one.Megabytes):0} MB", "200 MB"),
        ]);
    }

    /// <summary>Runs a Job to its end. Its pods succeed in a mixed order, <see cref="EndingsAtOnce"/> at a time.</summary>
    private static void Decide(int indexes)
    {
        var state = JobDecider.Begin(new JobSnapshot
        {
            Namespace = "default",
            Name = "million",
            Uid = "11111111-2222-4333-8444-555555555555",
            CreatedAt = Start,
            Spec = new JobSpec
            {
                CompletionMode = "Indexed",
                Completions = indexes,
                Parallelism = Parallelism,
                BackoffLimit = 6,
                Template = new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "Never" } },
            },
        });
        var running = new List<PodSeed>(Parallelism);
        var order = new Random(1);
        IReadOnlyList<JobEvent> news = [];
        while (true)
        {
            var decision = JobDecider.Decide(state, news, Start);
            state = decision.State;
            running.AddRange(decision.Work.Start);
            if (decision.Done)
            {
                break;
            }

            news = decision.WakeAt <= Start ? [] : [new JobEvent.PodsObserved(TakeEndings(running, order))];
        }

        if (state.Completed.Count != indexes || state.Pods.Count > 0)
        {
            throw new InvalidOperationException($"{state.Completed.Count} of {indexes} indexes completed");
        }
    }

    private static List<PodObservation> TakeEndings(List<PodSeed> running, Random order)
    {
        var endings = new List<PodObservation>(EndingsAtOnce);
        while (endings.Count < EndingsAtOnce && running.Count > 0)
        {
            var chosen = order.Next(running.Count);
            var pod = running[chosen];
            running[chosen] = running[^1];
            running.RemoveAt(running.Count - 1);
            endings.Add(new PodObservation { Name = pod.Name, Uid = pod.Uid, Phase = "Succeeded", FinishedAt = Start });
        }

        return endings;
    }

    /// <summary>Has the kernel begin anew with the largest resident size (proc(5), clear_refs).</summary>
    private static void ForgetPeakMemory()
    {
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private static double PeakMegabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}

using System.Diagnostics;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Jobs;
using Xunit.Abstractions;

namespace JobFlows.Domain.Tests.Jobs;

public sealed class MillionProbe(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1000, false)]
    [InlineData(10000, false)]
    [InlineData(10000, true)]
    public void Run(int parallelism, bool running)
    {
        var spec = new JobSpec { Completions = 1_000_000, Parallelism = parallelism, CompletionMode = "Indexed", Template = new PodTemplateSpec { Spec = new PodSpec { RestartPolicy = "Never" } } };
        var now = JobSim.Start;
        var state = JobDecider.Begin(JobSim.Snapshot(spec));
        var random = new Random(1);
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var alloc = GC.GetTotalAllocatedBytes();
        long peak = 0;
        var watch = Stopwatch.StartNew();
        var live = new List<PodHandle>();
        List<JobEvent> events = [];
        int decisions = 0, intervals = 0;
        while (true)
        {
            var d = JobDecider.Decide(state, events, now);
            decisions++;
            state = d.State;
            var fresh = d.Work.Start.Select(s => new PodHandle(s.Name, s.Uid)).ToList();
            live.AddRange(fresh);
            if (d.Done) break;
            events = [];
            if (running && fresh.Count > 0)
            {
                events.Add(new JobEvent.PodsObserved(fresh.Select(p => new PodObservation { Name = p.Name, Uid = p.Uid, Phase = "Running", Ready = true }).ToList()));
            }
            if (d.WakeAt <= now) continue;
            var ended = new List<PodObservation>();
            for (var i = 0; i < 500 && live.Count > 0; i++)
            {
                var k = random.Next(live.Count);
                ended.Add(new PodObservation { Name = live[k].Name, Uid = live[k].Uid, Phase = "Succeeded", FinishedAt = now });
                live[k] = live[^1]; live.RemoveAt(live.Count - 1);
            }
            events.Add(new JobEvent.PodsObserved(ended));
            intervals = Math.Max(intervals, state.Completed.Intervals.Count);
            if (decisions % 100 == 0) peak = Math.Max(peak, GC.GetTotalMemory(false));
        }
        output.WriteLine($"p={parallelism} running={running}: {watch.ElapsedMilliseconds} ms, {decisions} decisions, alloc {(GC.GetTotalAllocatedBytes() - alloc) >> 20} MB, peak heap {(peak - before) >> 20} MB, intervals {intervals}");
        Assert.Equal(1_000_000, state.Completed.Count);
    }
}

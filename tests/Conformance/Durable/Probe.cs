using System.Collections.Concurrent;
using System.Threading.Channels;
using JobFlows.Workflows.Durable;

namespace JobFlows.Conformance.Durable;

/// <summary>What orchestrators under test let the test see, through an activity. One that a restart made run again is seen once.</summary>
public sealed class Probe
{
    /// <summary>How long a test waits for something that must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Activity = "see";
    private readonly Channel<string> seen = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<Guid, bool> done = [];

    /// <summary>A catalog with the probe's activity.</summary>
    public WorkflowCatalog Catalog() => new WorkflowCatalog().AddActivity<Sight, bool>(Activity, (sight, _) =>
    {
        if (done.TryAdd(sight.Id, true))
        {
            See(sight.What);
        }

        return Task.FromResult(true);
    });

    /// <summary>Called by an orchestrator.</summary>
    public static Task SeeAsync(IOrchestrationContext context, object what) =>
        context.CallActivityAsync<bool>(Activity, new Sight(context.NewGuid(), what.ToString()!));

    /// <summary>Called by an activity.</summary>
    public void See(object what) => seen.Writer.TryWrite(what.ToString()!);

    /// <summary>The next thing that is seen.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await seen.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Expects exactly these next.</summary>
    public async Task ExpectAsync(params string[] expected)
    {
        foreach (var what in expected)
        {
            Assert.Equal(what, await NextAsync());
        }
    }

    /// <summary>Everything that was seen and not asked for yet.</summary>
    public List<string> Rest()
    {
        var rest = new List<string>();
        while (seen.Reader.TryRead(out var what))
        {
            rest.Add(what);
        }

        return rest;
    }

    private sealed record Sight(Guid Id, string What);
}

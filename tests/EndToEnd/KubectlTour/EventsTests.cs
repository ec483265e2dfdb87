using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl events.</summary>
public sealed class EventsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Events_OfAJob_AreShownAloneAndByType()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("good", "exit 0"));
        await ns.CreateAsync(Documents.Job("doomed", "exit 1", spec => spec["backoffLimit"] = 0));

        var good = await UntilAsync(ns, "Job completed", "events", "--for", "job/good");
        Assert.Matches(@"^LAST SEEN\s+TYPE\s+REASON\s+OBJECT\s+MESSAGE\s*$", good[0]);
        Assert.Equal(3, good.Count);
        Assert.All(good.Skip(1), row => Assert.Contains(" Job/good ", row, StringComparison.Ordinal));

        var warnings = await UntilAsync(ns, "BackoffLimitExceeded", "events", "--types=Warning");
        Assert.All(warnings.Skip(1), row => Assert.Contains(" Warning ", row, StringComparison.Ordinal));
        var everywhere = (await ns.KubectlAsync("events", "-A", "--no-headers")).Succeeded().Lines;
        Assert.Contains(everywhere, row => row.StartsWith(ns.Name + " ", StringComparison.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task Events_Watch_ShowsThemAsTheyCome()
    {
        var ns = await server.NamespaceAsync();

        await using var watch = ns.StartKubectl("events", "--watch");
        await ns.CreateAsync(Documents.Job("seen", "exit 0"));
        await watch.LineAsync(line => line.Contains("Created pod: seen-", StringComparison.Ordinal));
        await watch.LineAsync(line => line.Contains("Job completed", StringComparison.Ordinal));
    }

    private static Task<IReadOnlyList<string>> UntilAsync(TestNamespace ns, string text, params string[] arguments) => Wait.ForAsync(
        $"the event '{text}'",
        async () => (await ns.KubectlAsync(arguments)).Succeeded().Lines is var lines && lines.Any(line => line.Contains(text, StringComparison.Ordinal)) ? lines : null);
}

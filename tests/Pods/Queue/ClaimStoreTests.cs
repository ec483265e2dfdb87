using JobFlows.Pods.Queue.Claims;

namespace JobFlows.Pods.Tests.Queue;

public sealed class ClaimStoreTests(SharedAzurite azurite) : IClassFixture<SharedAzurite>, IAsyncLifetime
{
    private readonly QueueHome home = new(azurite.ConnectionString);

    public Task InitializeAsync() => home.Storage.EnsureAsync(CancellationToken.None);

    public async Task DisposeAsync() => await home.DisposeAsync();

    [Fact]
    public async Task Take_ManyAtOnce_NoPodIsClaimedTwice()
    {
        var pods = Enumerable.Range(0, 20).Select(i => $"pod-{i}").ToList();

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => TakeAsync($"worker-{worker}", [.. pods.Skip(worker).Take(10)])));

        var claimed = claims.OfType<Claim>().SelectMany(claim => claim.Pods).ToList();
        Assert.Equal(claimed.Count, claimed.Distinct().Count());
        Assert.Equal(pods.Take(17).Order(), claimed.Order());
    }

    [Fact]
    public async Task Take_ClaimedBefore_TellsWhoHasThem()
    {
        await TakeAsync("first", ["a", "b"]);
        var known = new List<Claim>();

        var second = await home.Storage.Claims.TakeAsync("batch", ["b", "c"], "second", "message", known, CancellationToken.None);
        var third = await home.Storage.Claims.TakeAsync("batch", ["a", "b", "c"], "third", "message", known, CancellationToken.None);

        Assert.Equal(["c"], second!.Pods);
        Assert.Null(third);
        Assert.Equal(["first", "second"], known.Select(claim => claim.Owner));
    }

    private Task<Claim?> TakeAsync(string worker, IReadOnlyList<string> pods) => home.Storage.Claims.TakeAsync("batch", pods, worker, "message", [], CancellationToken.None);
}

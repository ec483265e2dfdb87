namespace JobFlows.Upstream.Tests.Harness;

/// <summary>A control plane for one test, which restarts it.</summary>
internal sealed class Owned : IAsyncDisposable
{
    public ControlPlane Plane { get; } = new();

    public static async Task<Owned> StartAsync()
    {
        var owned = new Owned();
        await owned.Plane.InitializeAsync();
        return owned;
    }

    public async ValueTask DisposeAsync() => await Plane.DisposeAsync();
}

using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Discovery;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/healthz", 200, "ok")]
    [InlineData("/healthz/ping", 200, "ok")]
    [InlineData("/livez/ping", 200, "ok")]
    [InlineData("/readyz/store", 200, "ok")]
    [InlineData("/livez/store", 404, "404 page not found\n")]
    [InlineData("/readyz?verbose", 200, "[+]ping ok\n[+]store ok\nreadyz check passed\n")]
    [InlineData("/readyz?verbose&exclude=store", 200, "[+]ping ok\n[+]store excluded: ok\nreadyz check passed\n")]
    [InlineData("/livez?verbose&exclude=etcd", 200, "[+]ping ok\nwarn: some health checks cannot be excluded: no matches for \"etcd\"\nlivez check passed\n")]
    public async Task Check_IsAnswered(string path, int code, string text)
    {
        await using var host = await ApiHost.StartAsync();

        using var response = await host.Client.GetAsync(path);

        Assert.Equal((code, text), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Version_Posted_IsNotAllowed()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, _) = await host.PostAsync("/version", "{}");

        Assert.Equal(405, code);
    }
}

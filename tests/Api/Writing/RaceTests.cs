using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Writing;

/// <summary>Writes that others get in the way of.</summary>
public sealed class RaceTests
{
    private const int Times = 60;
    private const string Map = "/api/v1/namespaces/default/configmaps/a";

    [Theory]
    [InlineData("PATCH", "application/merge-patch+json", """{"data":{"x":"1"}}""")]
    [InlineData("PATCH", "application/strategic-merge-patch+json", """{"data":{"x":"1"}}""")]
    [InlineData("PATCH", "application/json-patch+json", """[{"op":"add","path":"/data/x","value":"1"}]""")]
    [InlineData("PATCH", "application/apply-patch+yaml", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"1"}}""")]
    [InlineData("PUT", "application/json", """{"metadata":{"name":"a"},"data":{"x":"1"}}""")]
    public async Task Change_OthersWriteAgainAndAgain_IsMadeAgain(string method, string type, string body)
    {
        await using var host = await ApiHost.StartAsync();
        await PutAsync(host, 0);
        var left = Times;
        host.Store.BeforeWrite = Intrude;

        var (code, map) = await host.SendAsync(new HttpMethod(method), $"{Map}?fieldManager=m", body, type);

        Assert.Equal((200, "1", 0), (code, (string?)map["data"]?["x"], left));

        async Task Intrude(object writes)
        {
            await PutAsync(host, left);
            host.Store.BeforeWrite = --left > 0 ? Intrude : null;
        }
    }

    [Theory]
    [InlineData("application/merge-patch+json", """{"metadata":{"resourceVersion":"RV"},"data":{"x":"1"}}""")]
    [InlineData("application/strategic-merge-patch+json", """{"metadata":{"resourceVersion":"RV"},"data":{"x":"1"}}""")]
    public async Task Change_NamesARevisionThatIsPast_IsAConflict(string type, string body)
    {
        await using var host = await ApiHost.StartAsync();
        var stored = await PutAsync(host, 0);
        host.Store.BeforeWrite = _ => PutAsync(host, 1);

        var (code, status) = await host.SendAsync(HttpMethod.Patch, Map, body.Replace("RV", stored.Revision.ToString(), StringComparison.Ordinal), type);

        Assert.Equal((409, "Conflict"), (code, (string)status["reason"]!));
    }

    [Fact]
    public async Task Apply_OthersCreateItFirst_Updates()
    {
        await using var host = await ApiHost.StartAsync();
        host.Store.BeforeWrite = _ => PutAsync(host, 1);

        var (code, map) = await host.SendAsync(
            HttpMethod.Patch, $"{Map}?fieldManager=m", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"1"}}""", "application/apply-patch+yaml");

        Assert.Equal((200, "1", "1"), (code, (string)map["data"]!["x"]!, (string)map["data"]!["n"]!));
    }

    [Fact]
    public async Task Put_OthersCreateItFirst_IsNoLongerACreate()
    {
        const string Leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
        await using var host = await ApiHost.StartAsync();
        host.Store.BeforeWrite = async _ => await host.PostAsync(Leases, """{"metadata":{"name":"l"}}""");

        var (code, status) = await host.SendAsync(HttpMethod.Put, $"{Leases}/l", """{"metadata":{"name":"l"}}""");

        Assert.Equal((422, "metadata.resourceVersion"), (code, (string)status["details"]!["causes"]![0]!["field"]!));
    }

    private static Task<Workflows.Objects.StoredObject> PutAsync(ApiHost host, int number) => host.PutAsync(
        ResourceTypes.ConfigMaps,
        new ConfigMap { Metadata = new ObjectMeta { Name = "a" }, Data = new Dictionary<string, string> { ["n"] = number.ToString() } });
}

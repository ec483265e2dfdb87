using System.Text.Json.Nodes;
using Azure.Storage.Blobs.Specialized;

namespace JobFlows.Functions.Tests.BadInput;

/// <summary>A store that is not what was written: whoever asks is told where, each time, and gets nothing else.</summary>
public sealed class DamageTests(Cloud cloud) : IClassFixture<Cloud>
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Log_ByteChanged_IsToldAndNothingIsSkipped()
    {
        var writer = $"Bearer {cloud.Issuer.Token(roles: ["Jobs.ReadWrite"])}";
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(201, (await cloud.AskAsync("POST", ConfigMaps, writer, $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"kept-{{{i}}}"}}""")).Code);
        }

        var log = await LogAsync();
        await DamageAsync(log);
        cloud.Restart();

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (code, body) = await cloud.AskAsync("GET", ConfigMaps, writer);
            var status = JsonNode.Parse(body)!;
            Assert.Equal((500, "InternalError"), (code, (string?)status["reason"]));
            Assert.Matches($"the object store is damaged: jobflows-objects/{log} at byte [0-9]+: the checksum of a record is wrong", (string?)status["message"]);
        }

        Assert.Equal(500, (await cloud.AskAsync("POST", ConfigMaps, writer, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late"}}""")).Code);
        Assert.Equal(401, (await cloud.AskAsync("GET", ConfigMaps, authorization: null)).Code);
    }

    private async Task<string> LogAsync()
    {
        await foreach (var blob in cloud.Objects.GetBlobsAsync(prefix: "log/"))
        {
            return blob.Name;
        }

        throw new InvalidOperationException("there is no log");
    }

    private async Task DamageAsync(string name)
    {
        var blob = cloud.Objects.GetAppendBlobClient(name);
        var bytes = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        bytes[^20] ^= 1;
        await blob.DeleteAsync();
        await blob.CreateAsync();
        using var changed = new MemoryStream(bytes);
        await blob.AppendBlockAsync(changed);
    }
}

using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Storage.Tests.Blobs;

namespace JobFlows.Storage.Tests.AzureStorage;

[Collection(AzuriteTests.Name)]
public sealed class StorageAccountTests(SharedAzurite azurite)
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("https://name.blob.core.windows.net")]
    [InlineData("AccountName=name")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=name")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=name;AccountKey=not base64 " + Key)]
    [InlineData("DefaultEndpointsProtocol=ftp;AccountName=name;AccountKey=" + Key)]
    [InlineData("AccountName=name;AccountKey=" + Key + ";BlobEndpoint=nowhere")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=name;AccountKey=" + Key + ";;=x")]
    public void Parse_NoConnectionString_SaysWhatOneIs(string text)
    {
        var refused = Assert.Throws<StorageAccountException>(() => StorageAccount.Parse(text));

        Assert.Contains("UseDevelopmentStorage=true", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=name;AccountKey=" + Key + ";EndpointSuffix=core.windows.net", "https://name.blob.core.windows.net/")]
    [InlineData("BlobEndpoint=https://name.blob.core.windows.net;SharedAccessSignature=sv=1&sig=" + Key, "https://name.blob.core.windows.net/")]
    public void Parse_ConnectionString_IsDescribedWithoutItsSecret(string text, string endpoint) =>
        Assert.Equal($"the storage account at {endpoint}", StorageAccount.Parse(text).Description);

    [Fact]
    public async Task Open_WrongKey_SaysSo()
    {
        var account = StorageAccount.Parse(azurite.Server.ConnectionStringWith(Key));

        var refused = await Assert.ThrowsAsync<StorageAccountException>(() => BlobObjectStore.OpenAsync(account));

        Assert.Equal($"{account.Description} does not accept the key: 403 AuthorizationFailure", refused.Message);
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NobodyThere_SaysSo()
    {
        using var closed = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        closed.Start();
        var endpoint = closed.LocalEndpoint;
        closed.Stop();
        var account = StorageAccount.Parse($"AccountName=name;AccountKey={Key};BlobEndpoint=http://{endpoint}/name");

        var refused = await Assert.ThrowsAsync<StorageAccountException>(() => BlobObjectStore.OpenAsync(account));

        Assert.Equal($"{account.Description} can't be reached: Connection refused ({endpoint})", refused.Message);
    }
}

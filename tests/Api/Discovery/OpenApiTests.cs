using System.Net;
using JobFlows.Api.Protobuf;
using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Discovery;

public sealed class OpenApiTests
{
    private const string Protobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
    private const string OldProtobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    private const string Batch = "/openapi/v3/apis/batch/v1";

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData(Protobuf, Protobuf)]
    [InlineData(OldProtobuf, Protobuf)]
    [InlineData("text/html, " + OldProtobuf, Protobuf)]
    public async Task V2_Accept_PicksTheForm(string accept, string expected)
    {
        await using var host = await ApiHost.StartAsync();

        using var response = await GetAsync(host, "/openapi/v2", accept);

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/openapi/v2", "text/html")]
    [InlineData("/openapi/v2", "application/com.github.proto-openapi.spec.v3@v1.0+protobuf")]
    [InlineData(Batch, "application/com.github.proto-openapi.spec.v3@v1.0+protobuf")]
    public async Task Document_OtherForm_Is406(string path, string accept)
    {
        await using var host = await ApiHost.StartAsync();

        using var response = await GetAsync(host, path, accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Fact]
    public async Task V2_Protobuf_HasPathsAndDefinitions()
    {
        await using var host = await ApiHost.StartAsync();
        using var response = await GetAsync(host, "/openapi/v2", Protobuf);
        var document = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("2.0", System.Text.Encoding.UTF8.GetString(Inside(document, 1)));
        var job = Named(Inside(document, 9), 1, "io.k8s.api.batch.v1.Job");
        var kind = Named(job, 31, "x-kubernetes-group-version-kind");
        Assert.Equal("""[{"group":"batch","kind":"Job","version":"v1"}]""", System.Text.Encoding.UTF8.GetString(Inside(kind, 2)));
        Assert.Equal("#/definitions/io.k8s.api.batch.v1.JobSpec", System.Text.Encoding.UTF8.GetString(Inside(Named(Inside(job, 25), 1, "spec"), 1)));
        var path = Named(Inside(document, 8), 2, "/apis/batch/v1/namespaces/{namespace}/jobs/{name}");
        Assert.Equal("patchBatchV1NamespacedJob", System.Text.Encoding.UTF8.GetString(Inside(Inside(path, 8), 5)));
    }

    [Fact]
    public async Task V3_WrongHash_LeadsToTheRightOne()
    {
        await using var host = await ApiHost.StartAsync();

        using var wrong = await GetAsync(host, Batch + "?hash=BAD", "application/json");
        using var right = await GetAsync(host, wrong.Headers.Location!.ToString(), "application/json");

        Assert.Equal((HttpStatusCode.MovedPermanently, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
        Assert.Equal("public, immutable", right.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(host.Time.GetUtcNow().AddYears(1), right.Content.Headers.Expires);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=0", "")]
    public async Task Document_Compression_IsAsAsked(string accepts, string expected)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v2");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(expected, string.Join(",", response.Content.Headers.ContentEncoding));
    }

    private static Task<HttpResponseMessage> GetAsync(ApiHost host, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return host.Client.SendAsync(request);
    }

    private static byte[] Inside(byte[] message, int field)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == field)
            {
                return reader.Bytes.ToArray();
            }
        }

        throw new KeyNotFoundException($"no field {field}");
    }

    private static byte[] Named(byte[] message, int field, string name)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == field && System.Text.Encoding.UTF8.GetString(Inside(reader.Bytes.ToArray(), 1)) == name)
            {
                return Inside(reader.Bytes.ToArray(), 2);
            }
        }

        throw new KeyNotFoundException(name);
    }
}

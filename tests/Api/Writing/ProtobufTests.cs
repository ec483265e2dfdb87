using JobFlows.Api.Protobuf;
using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Writing;

public sealed class ProtobufTests
{
    /// <summary>What <c>kubectl create job pi --image=busybox -- echo hi</c> (v1.32) sends.</summary>
    private const string CreateJob =
        "6b3873000a0f0a0862617463682f763112034a6f621284010a120a02706912001a0022002a003200"
        + "38004200126432620a100a0012001a0022002a00320038004200124e122b0a027069120762757379"
        + "626f781a046563686f1a0268692a0042006a007200800100880100900100a201001a054e65766572"
        + "320042004a0052005800600068008201008a01009a0100c201001a082000280030003a001a002200";

    /// <summary>A Lease whose times are two seconds after Go's zero time, and that.</summary>
    private const string CreateLease =
        "6b3873000a1f0a16636f6f7264696e6174696f6e2e6b38732e696f2f763112054c6561736512240a"
        + "030a016c121d0a01681a0b088292b8c398feffffff01220b088092b8c398feffffff011a002200";

    [Fact]
    public async Task Create_KubectlsJob_IsUnderstood()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/apis/batch/v1/namespaces/default/jobs?fieldValidation=Strict");
        request.Content = new ByteArrayContent(Convert.FromHexString(CreateJob));
        request.Content.Headers.ContentType = new(ProtobufJson.MediaType);

        var (code, job) = await host.SendAsync(request);

        Assert.Equal((201, "pi"), (code, (string)job["metadata"]!["name"]!));
        var pod = job["spec"]!["template"]!["spec"]!;
        Assert.Equal(("Never", """["echo","hi"]"""), ((string)pod["restartPolicy"]!, pod["containers"]![0]!["command"]!.ToJsonString()));
        Assert.Null(pod["containers"]![0]!["stdin"]);
    }

    [Fact]
    public async Task Create_TimesBefore1970_AreKept()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/apis/coordination.k8s.io/v1/namespaces/default/leases");
        request.Content = new ByteArrayContent(Convert.FromHexString(CreateLease));
        request.Content.Headers.ContentType = new(ProtobufJson.MediaType);

        var (code, lease) = await host.SendAsync(request);

        Assert.Equal((201, "0001-01-01T00:00:02.000000Z"), (code, (string)lease["spec"]!["acquireTime"]!));
        Assert.Null(lease["spec"]!["renewTime"]);
    }

    [Theory]
    [InlineData("{}", "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")]
    [InlineData("k8s\0\n\u007f", "unexpected EOF")]
    [InlineData("k8s\0\u0007", "proto: illegal wireType 7")]
    public async Task Create_Garbage_IsABadRequest(string body, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.SendAsync(HttpMethod.Post, "/apis/batch/v1/namespaces/default/jobs", body, ProtobufJson.MediaType);

        Assert.Equal((400, message), (code, (string)status["message"]!));
    }
}

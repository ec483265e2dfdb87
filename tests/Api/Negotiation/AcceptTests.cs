using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Negotiation;

public sealed class AcceptTests
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Theory]
    [InlineData(Maps, "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", "you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)")]
    [InlineData(Maps + "/a", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "you requested PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)")]
    [InlineData(Maps, "application/vnd.kubernetes.protobuf", "only the following media types are accepted: application/json, application/yaml")]
    public async Task Get_FormThatDoesNotFit_Is406(string path, string accept, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (code, status) = await host.GetAsync(path, accept);

        Assert.Equal((406, message), (code, (string)status["message"]!));
    }

    [Fact]
    public async Task Watch_AsYaml_Is406()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync(Maps + "?watch=true", "application/yaml");

        Assert.Equal(406, code);
        Assert.Contains("only the following media types are accepted: application/json;stream=watch", status.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Maps, "PartialObjectMetadataList")]
    [InlineData(Maps + "/a", "PartialObjectMetadata")]
    public async Task Get_MetadataThatFits_IsAnswered(string path, string kind)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (code, answer) = await host.GetAsync(path, $"application/json;as={kind};g=meta.k8s.io;v=v1");

        Assert.Equal((200, kind), (code, (string)answer["kind"]!));
    }
}

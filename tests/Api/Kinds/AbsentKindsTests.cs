using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Kinds;

public sealed class AbsentKindsTests
{
    public static TheoryData<string, string, string> Absent { get; } = new()
    {
        { "/api/v1/namespaces/default/replicationcontrollers", "v1", "ReplicationController" },
        { "/apis/apps/v1/namespaces/default/daemonsets", "apps/v1", "DaemonSet" },
        { "/apis/apps/v1/namespaces/default/deployments", "apps/v1", "Deployment" },
        { "/apis/apps/v1/namespaces/default/replicasets", "apps/v1", "ReplicaSet" },
        { "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", "apiextensions.k8s.io/v1", "CustomResourceDefinition" },
    };

    [Theory]
    [MemberData(nameof(Absent))]
    public async Task List_GivesNone(string path, string version, string kind)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, list) = await host.GetAsync(path, "application/vnd.kubernetes.protobuf,application/json");

        Assert.Equal((200, version, kind + "List", "[]"), (code, (string)list["apiVersion"]!, (string)list["kind"]!, list["items"]!.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Absent))]
    public async Task Get_IsNotFound(string path, string version, string kind)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.GetAsync(path + "/a");

        var group = version.Contains('/') ? "." + version.Split('/')[0] : "";
        Assert.Equal((404, $"{kind.ToLowerInvariant()}s{group} \"a\" not found"), (code, (string)status["message"]!));
    }

    [Theory]
    [MemberData(nameof(Absent))]
    public async Task Create_IsNotAllowed(string path, string version, string kind)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync(path, $$$"""{"apiVersion":"{{{version}}}","kind":"{{{kind}}}","metadata":{"name":"a"},"spec":{"replicas":1}}""");

        Assert.Equal((405, "the server does not allow this method on the requested resource"), (code, (string)status["message"]!));
    }

    [Fact]
    public async Task OpenApi_NamesThemAsUpstreamAndLetsAnythingIn()
    {
        await using var host = await ApiHost.StartAsync();

        var (_, document) = await host.GetAsync("/openapi/v3/apis/apps/v1");

        var schema = document["components"]!["schemas"]!["io.k8s.api.apps.v1.Deployment"]!;
        Assert.NotNull(schema["properties"]!["spec"]);
        Assert.NotNull(schema["properties"]!["status"]);
    }
}

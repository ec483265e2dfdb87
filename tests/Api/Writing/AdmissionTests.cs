using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Writing;

/// <summary>What is looked at before an object is taken as it is.</summary>
public sealed class AdmissionTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task CreatePod_ServiceAccount_MustBeThere()
    {
        await using var host = await ApiHost.StartAsync();
        const string Pod = """{"metadata":{"name":"p"},"spec":{"serviceAccountName":"nope","containers":[{"name":"c","image":"busybox"}]}}""";

        var (refused, status) = await host.PostAsync(Pods, Pod);
        await host.PostAsync("/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"nope"}}""");
        var (created, _) = await host.PostAsync(Pods, Pod);

        Assert.Equal((403, 201), (refused, created));
        Assert.Equal("pods \"p\" is forbidden: error looking up service account default/nope: serviceaccount \"nope\" not found", (string)status["message"]!);
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("PATCH", " after mutating admission happens")]
    public async Task Write_DuplicateOwners_AreDroppedWithAWarning(string method, string when)
    {
        await using var host = await ApiHost.StartAsync();
        const string Owner = """{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"u1"}""";
        const string Body = "{\"metadata\":{\"name\":\"a\",\"ownerReferences\":[" + Owner + "," + Owner + "]}}";
        if (method == "PATCH")
        {
            await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), method == "POST" ? Maps : $"{Maps}/a");
        request.Content = new StringContent(Body, System.Text.Encoding.UTF8, method == "POST" ? "application/json" : "application/merge-patch+json");
        using var response = await host.Client.SendAsync(request);

        Assert.Contains(
            $".metadata.ownerReferences contains duplicate entries{when}; API server dedups owner references in 1.20+",
            response.Headers.NonValidated["Warning"].ToString(),
            StringComparison.Ordinal);
        var (_, map) = await host.GetAsync($"{Maps}/a");
        Assert.Single(map["metadata"]!["ownerReferences"]!.AsArray());
    }

    [Theory]
    [InlineData("Impersonate-User", "bob", "users \"bob\" is forbidden: User \"system:admin\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope")]
    [InlineData("Impersonate-Group", "dev", "groups \"dev\" is forbidden: User \"system:admin\" cannot impersonate resource \"groups\" in API group \"\" at the cluster scope")]
    public async Task Request_InAnothersName_IsForbidden(string header, string value, string message)
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Maps);
        request.Headers.Add(header, value);

        var (code, status) = await host.SendAsync(request);

        Assert.Equal((403, message), (code, (string)status["message"]!));
    }
}

using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Moq;

namespace JobFlows.Api.Tests.Writing;

public sealed class UpdateTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Put_Spec_CountsTheGenerationAndTellsWhatFollows()
    {
        await using var host = await ApiHost.StartAsync();
        var (_, job) = await host.PostAsync(Jobs, Samples.Job("pi"));
        job["spec"]!["suspend"] = true;

        var (code, updated) = await host.SendAsync(HttpMethod.Put, $"{Jobs}/pi", job.ToJsonString());

        Assert.Equal((200, 2L, true), (code, (long)updated["metadata"]!["generation"]!, (bool)updated["spec"]!["suspend"]!));
        host.Reactions.Verify(r => r.UpdatedAsync(
            It.Is<Job>(j => j.Spec!.Suspend == false), It.Is<Job>(j => j.Spec!.Suspend == true), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Put_OldRevision_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();
        var (_, map) = await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        map["data"] = new JsonObject { ["x"] = "1" };
        await host.SendAsync(HttpMethod.Put, $"{Maps}/a", map.ToJsonString());
        map["data"] = new JsonObject { ["x"] = "2" };

        var (code, status) = await host.SendAsync(HttpMethod.Put, $"{Maps}/a", map.ToJsonString());

        Assert.Equal((409, "Conflict"), (code, (string)status["reason"]!));
        Assert.Equal(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again",
            (string)status["message"]!);
    }

    [Fact]
    public async Task Put_NoRevision_WinsAgainstARace()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        host.Store.BeforeWrite = _ => host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap { Metadata = new ObjectMeta { Name = "a" } });

        var (code, map) = await host.SendAsync(HttpMethod.Put, $"{Maps}/a", """{"metadata":{"name":"a"},"data":{"x":"1"}}""");

        Assert.Equal((200, "1"), (code, (string)map["data"]!["x"]!));
    }

    [Fact]
    public async Task Put_NothingNew_WritesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var (_, map) = await host.PostAsync(Maps, """{"metadata":{"name":"a"},"data":{"x":"1"}}""");
        var before = host.Store.Revision;

        var (code, same) = await host.SendAsync(HttpMethod.Put, $"{Maps}/a", map.ToJsonString());

        Assert.Equal((200, before, map.ToJsonString()), (code, host.Store.Revision, same.ToJsonString()));
        host.Reactions.Verify(r => r.UpdatedAsync(It.IsAny<KubeObject>(), It.IsAny<KubeObject>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Put_MissingWithUid_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.SendAsync(HttpMethod.Put, $"{Maps}/gone", """{"metadata":{"name":"gone","uid":"u"}}""");

        Assert.Equal(409, code);
        Assert.Contains("Precondition failed: UID in precondition: u, UID in object meta: ", (string)status["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATCH", """{"metadata":{"managedFields":[{}]}}""")]
    [InlineData("PUT", """{"metadata":{"name":"a","managedFields":[{}]},"data":{"x":"1"}}""")]
    public async Task Write_OneEmptyManager_ForgetsThemAll(string method, string body)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"},"data":{"x":"1"}}""");

        var (code, map) = await host.SendAsync(new HttpMethod(method), $"{Maps}/a", body, method == "PUT" ? "application/json" : "application/merge-patch+json");

        Assert.Equal(200, code);
        Assert.Null(map["metadata"]!["managedFields"]);
    }

    [Theory]
    [InlineData("metadata: name:pi")]
    [InlineData("metadata: [pi]")]
    public async Task Apply_MetadataIsNoMap_IsABadRequest(string metadata)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.SendAsync(
            HttpMethod.Patch, $"{Maps}/a?fieldManager=f", $"apiVersion: v1\nkind: ConfigMap\n{metadata}\n", "application/apply-patch+yaml");

        Assert.Equal((400, "BadRequest"), (code, (string)status["reason"]!));
        Assert.Contains(".metadata: expected map, got", (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Missing_Is404()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, _) = await host.SendAsync(HttpMethod.Put, $"{Jobs}/pi", Samples.Job("pi"));

        Assert.Equal(404, code);
    }

    [Fact]
    public async Task Put_MissingLease_CreatesIt()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, _) = await host.SendAsync(
            HttpMethod.Put, "/apis/coordination.k8s.io/v1/namespaces/default/leases/l", """{"metadata":{"name":"l"},"spec":{"holderIdentity":"me"}}""");

        Assert.Equal(201, code);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"b"}}""", 400, "the name of the object (b) does not match the name on the URL (a)")]
    [InlineData("""{"metadata":{}}""", 400, "the name of the object (a based on URL) was undeterminable: name must be provided")]
    [InlineData("""{"metadata":{"name":"a","namespace":"b"}}""", 400, "the namespace of the object (b) does not match the namespace on the request (default)")]
    [InlineData("""{"metadata":{"name":"a","uid":"other"}}""", 409, "Precondition failed: UID in precondition: other")]
    public async Task Put_ThatDoesNotFitItsPath_IsRefused(string body, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (actual, status) = await host.SendAsync(HttpMethod.Put, $"{Maps}/a", body);

        Assert.Equal(code, actual);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_LastFinalizerOfADeletingObject_DeletesIt()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a","finalizers":["x.io/f"]}}""");
        var (_, marked) = await host.SendAsync(HttpMethod.Delete, $"{Maps}/a", "");
        Assert.NotNull(marked["metadata"]!["deletionTimestamp"]);
        marked["metadata"]!["finalizers"] = new JsonArray();

        var (code, _) = await host.SendAsync(HttpMethod.Put, $"{Maps}/a", marked.ToJsonString());

        Assert.Equal(200, code);
        Assert.Null(await host.Store.GetAsync(new ObjectKey("configmaps", "default", "a")));
    }

    [Fact]
    public async Task PutStatus_TakesTheStatusAndNotTheSpec()
    {
        await using var host = await ApiHost.StartAsync();
        var (_, job) = await host.PostAsync(Jobs, Samples.Job("pi"));
        job["spec"]!["suspend"] = true;
        job["status"] = new JsonObject { ["startTime"] = "2026-01-02T03:04:05Z", ["active"] = 1 };

        var (code, updated) = await host.SendAsync(HttpMethod.Put, $"{Jobs}/pi/status", job.ToJsonString());

        Assert.Equal((200, 1, false, 1L), (code, (int)updated["status"]!["active"]!, (bool)updated["spec"]!["suspend"]!, (long)updated["metadata"]!["generation"]!));
    }

    [Theory]
    [InlineData("application/merge-patch+json", """{"data":{"x":"2","y":null}}""")]
    [InlineData("application/strategic-merge-patch+json", """{"data":{"x":"2","y":null}}""")]
    [InlineData("application/json-patch+json", """[{"op":"replace","path":"/data/x","value":"2"},{"op":"remove","path":"/data/y"}]""")]
    public async Task Patch_EachType_ChangesWhatItNames(string type, string patch)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"},"data":{"x":"1","y":"1","z":"1"}}""");

        var (code, map) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a", patch, type);

        Assert.Equal((200, """{"x":"2","z":"1"}"""), (code, map["data"]!.ToJsonString()));
    }

    [Fact]
    public async Task Patch_Race_IsAppliedToTheNewerObject()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");
        host.Store.BeforeWrite = _ => host.PutAsync(ResourceTypes.ConfigMaps, new ConfigMap
        {
            Metadata = new ObjectMeta { Name = "a" },
            Data = new Dictionary<string, string> { ["theirs"] = "1" },
        });

        var (_, map) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a", """{"data":{"mine":"1"}}""", "application/merge-patch+json");

        Assert.Equal("""{"theirs":"1","mine":"1"}""", map["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Patch_WithOldRevision_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (code, _) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a", """{"metadata":{"resourceVersion":"1"}}""", "application/merge-patch+json");

        Assert.Equal(409, code);
    }

    [Fact]
    public async Task PatchStatus_KeepsAnnotationsToo()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Jobs, Samples.Job("pi"));

        var (code, job) = await host.SendAsync(
            HttpMethod.Patch,
            $"{Jobs}/pi/status",
            """{"metadata":{"annotations":{"patched":"true"}},"status":{"conditions":[{"type":"Custom","status":"True"}]}}""",
            "application/merge-patch+json");

        Assert.Equal((200, "true", "Custom"), (code, (string)job["metadata"]!["annotations"]!["patched"]!, (string)job["status"]!["conditions"]![0]!["type"]!));
    }

    [Theory]
    [InlineData("text/plain", "", 415, "accepted media types include: application/json-patch+json, application/merge-patch+json")]
    [InlineData("application/apply-patch+yaml", "", 422, "fieldManager: Required value: is required for apply patch")]
    [InlineData("application/merge-patch+json", "?force=true", 422, "force: Forbidden: may not be specified for non-apply patch")]
    public async Task Patch_Mistakes_AreToldInKubernetesWords(string type, string query, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps, """{"metadata":{"name":"a"}}""");

        var (actual, status) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a{query}", "{}", type);

        Assert.Equal(code, actual);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ByTheCreator_KeepsWhatTheServerMade()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Jobs + "?fieldManager=me", Samples.Job("pi"));
        var (_, created) = await host.GetAsync($"{Jobs}/pi");
        created["metadata"]!["managedFields"]![0]!["operation"] = "Apply";
        await host.SendAsync(HttpMethod.Put, $"{Jobs}/pi?fieldManager=other", created.ToJsonString());

        var (code, job) = await host.SendAsync(HttpMethod.Patch, $"{Jobs}/pi?fieldManager=me", Samples.Job("pi"), "application/apply-patch+yaml");

        Assert.Equal(200, code);
        Assert.Equal(created["spec"]!["selector"]!.ToJsonString(), job["spec"]!["selector"]!.ToJsonString());
    }

    [Fact]
    public async Task Apply_Missing_CreatesIt()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, job) = await host.SendAsync(HttpMethod.Patch, $"{Jobs}/pi?fieldManager=me", Samples.Job("pi"), "application/apply-patch+yaml");

        Assert.Equal((201, "me"), (code, (string)job["metadata"]!["managedFields"]![0]!["manager"]!));
        host.Reactions.Verify(r => r.CreatedAsync(It.IsAny<Job>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Apply_FieldOfAnother_IsAConflict()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Maps + "?fieldManager=me", """{"metadata":{"name":"a"},"data":{"x":"1"}}""");
        const string Wanted = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"2"}}""";

        var (code, status) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a?fieldManager=you", Wanted, "application/apply-patch+yaml");
        var (forced, map) = await host.SendAsync(HttpMethod.Patch, $"{Maps}/a?fieldManager=you&force=true", Wanted, "application/apply-patch+yaml");

        Assert.Equal((409, "Conflict", "FieldManagerConflict"), (code, (string)status["reason"]!, (string)status["details"]!["causes"]![0]!["reason"]!));
        Assert.Equal((200, "2"), (forced, (string)map["data"]!["x"]!));
    }
}

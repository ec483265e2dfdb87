using JobFlows.Api.Tests.Fakes;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using Moq;

namespace JobFlows.Api.Tests.Writing;

public sealed class CreateTests
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    [Fact]
    public async Task Create_Job_StoresItDefaultedAndTellsWhatFollows()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, job) = await host.PostAsync(Jobs, Samples.Job("pi"));

        var uid = (string)job["metadata"]!["uid"]!;
        Assert.Equal(201, code);
        Assert.Equal(uid, (string)job["spec"]!["selector"]!["matchLabels"]!["batch.kubernetes.io/controller-uid"]!);
        Assert.Equal(6, (int)job["spec"]!["backoffLimit"]!);
        Assert.Equal(host.Store.Revision.ToString(), (string)job["metadata"]!["resourceVersion"]!);
        var stored = await host.Store.GetAsync(new ObjectKey("jobs.batch", "default", "pi"));
        Assert.Equal(uid, stored!.Uid);
        host.Reactions.Verify(r => r.CreatedAsync(
            It.Is<Job>(j => j.Metadata.Uid == uid && j.Metadata.ResourceVersion == stored.Revision.ToString()), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Create_Yaml_IsRead()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, map) = await host.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/configmaps", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: \"1\"\n", "application/yaml");

        Assert.Equal((201, "1"), (code, (string)map["data"]!["x"]!));
    }

    [Fact]
    public async Task Create_Twice_IsAlreadyExists()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Jobs, Samples.Job("pi"));

        var (code, status) = await host.PostAsync(Jobs, Samples.Job("pi"));

        Assert.Equal((409, "AlreadyExists", "jobs.batch \"pi\" already exists"), (code, (string)status["reason"]!, (string)status["message"]!));
        Assert.Equal("""{"name":"pi","group":"batch","kind":"jobs"}""", status["details"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_InvalidJob_ListsTheCauses()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync(Jobs, Samples.Job("pi").Replace("Never", "Always", StringComparison.Ordinal));

        Assert.Equal((422, "Invalid"), (code, (string)status["reason"]!));
        Assert.Equal(
            "Job.batch \"pi\" is invalid: spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"",
            (string)status["message"]!);
        Assert.Equal("FieldValueRequired", (string)status["details"]!["causes"]![0]!["reason"]!);
    }

    [Fact]
    public async Task Create_NoName_IsRequired()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync("/api/v1/namespaces/default/configmaps", "{}");

        Assert.Equal(422, code);
        Assert.Equal("ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required", (string)status["message"]!);
    }

    [Fact]
    public async Task Create_GenerateName_TakesAnotherWhenOneIsTaken()
    {
        await using var host = await ApiHost.StartAsync();
        host.Store.BeforeWrite = writes => host.Store.WriteAsync(writes);

        var (code, map) = await host.PostAsync("/api/v1/namespaces/default/configmaps", """{"metadata":{"generateName":"x-"}}""");

        Assert.Equal(201, code);
        Assert.Matches("^x-[bcdfghjklmnpqrstvwxz2456789]{5}$", (string)map["metadata"]!["name"]!);
        var (_, list) = await host.GetAsync("/api/v1/configmaps");
        Assert.Equal(2, list["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("nowhere", 404, "namespaces \"nowhere\" not found")]
    [InlineData("going", 403, "configmaps \"a\" is forbidden: unable to create new content in namespace going because it is being terminated")]
    public async Task Create_NamespaceThatWillNotHaveIt_IsRefused(string space, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PutAsync(ResourceTypes.Namespaces, new Namespace { Metadata = new ObjectMeta { Name = "going", DeletionTimestamp = host.Time.GetUtcNow() } });

        var (actual, status) = await host.PostAsync($"/api/v1/namespaces/{space}/configmaps", """{"metadata":{"name":"a"}}""");

        Assert.Equal((code, message), (actual, (string)status["message"]!));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"a","namespace":"other"}}""", "", 400, "the namespace of the provided object does not match the namespace sent on the request")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":"5"}}""", "", 400, "resourceVersion should not be set on objects to be created")]
    [InlineData("""{"metadata":{"name":"a"},"dta":{}}""", "?fieldValidation=Strict", 400, "strict decoding error: unknown field \"dta\"")]
    [InlineData("{}", "?fieldValidation=Hard", 422, "fieldValidation: Unsupported value: \"Hard\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"")]
    [InlineData("{}", "?dryRun=Some", 422, "dryRun: Unsupported value: [\"Some\"]: supported values: \"All\"")]
    [InlineData("{", "", 400, "")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod"}""", "", 400, "Pod")]
    public async Task Create_Mistakes_AreToldInKubernetesWords(string body, string query, int code, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (actual, status) = await host.PostAsync("/api/v1/namespaces/default/configmaps" + query, body);

        Assert.Equal(code, actual);
        Assert.Contains(message, (string)status["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Cbor_Is415()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.SendAsync(HttpMethod.Post, Jobs, "x", "application/cbor");

        Assert.Equal((415, "UnsupportedMediaType"), (code, (string)status["reason"]!));
    }

    [Fact]
    public async Task Create_TooBig_Is413()
    {
        await using var host = await ApiHost.StartAsync(o => o.MaxBodyBytes = 1000);

        var (code, status) = await host.PostAsync(Jobs, new string(' ', 1001));

        Assert.Equal((413, "RequestEntityTooLarge"), (code, (string)status["reason"]!));
    }

    [Fact]
    public async Task Create_DryRun_StoresNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var before = host.Store.Revision;

        var (code, job) = await host.PostAsync(Jobs + "?dryRun=All", Samples.Job("pi"));

        Assert.Equal((201, before, 6), (code, host.Store.Revision, (int)job["spec"]!["backoffLimit"]!));
        Assert.Null(job["metadata"]!["resourceVersion"]);
        host.Reactions.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Create_UnknownField_Warns()
    {
        await using var host = await ApiHost.StartAsync();
        using var body = new StringContent("""{"metadata":{"name":"a"},"dta":{}}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await host.Client.PostAsync("/api/v1/namespaces/default/configmaps", body);

        Assert.Equal("299 - \"unknown field \\\"dta\\\"\"", response.Headers.NonValidated["Warning"].ToString());
    }

    [Fact]
    public async Task Create_Owned_IsIndexedUnderItsController()
    {
        await using var host = await ApiHost.StartAsync();
        string? owner = null;
        host.Store.BeforeWrite = writes =>
        {
            owner = writes[^1].Owner;
            return Task.CompletedTask;
        };

        await host.PostAsync("/api/v1/namespaces/default/configmaps", """
            {"metadata":{"name":"a","ownerReferences":[
              {"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"one"},
              {"apiVersion":"batch/v1","kind":"Job","name":"y","uid":"two","controller":true}]}}
            """);

        Assert.Equal("two", owner);
    }

    [Fact]
    public async Task Create_Namespace_HasManagers()
    {
        await using var host = await ApiHost.StartAsync();

        var (_, created) = await host.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"n"}}""");

        Assert.Equal(
            """{"f:metadata":{"f:labels":{".":{},"f:kubernetes.io/metadata.name":{}}}}""",
            created["metadata"]!["managedFields"]![0]!["fieldsV1"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_RulesReviewWithoutNamespace_IsABadRequest()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{}}""");

        Assert.Equal((400, "no namespace on request"), (code, (string)status["message"]!));
    }

    [Fact]
    public async Task Create_EventOfTheOtherGroup_IsTheSameObject()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, created) = await host.PostAsync("/apis/events.k8s.io/v1/namespaces/default/events", """
            {"metadata":{"name":"e"},"eventTime":"2026-01-02T03:04:05.000000Z","reportingController":"x.io/c","reportingInstance":"i",
             "action":"a","reason":"r","type":"Normal","note":"n","regarding":{"kind":"Job","name":"pi","namespace":"default"}}
            """);
        var (_, core) = await host.GetAsync("/api/v1/namespaces/default/events/e");

        Assert.Equal((201, "events.k8s.io/v1", "n"), (code, (string)created["apiVersion"]!, (string)created["note"]!));
        Assert.Equal(("v1", "n", "pi"), ((string)core["apiVersion"]!, (string)core["message"]!, (string)core["involvedObject"]!["name"]!));
    }

    [Theory]
    [InlineData("selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""", "allowed")]
    [InlineData("selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""", "resourceRules")]
    public async Task Create_Review_IsAnsweredAndNotKept(string resource, string body, string answer)
    {
        await using var host = await ApiHost.StartAsync();
        var before = host.Store.Revision;

        var (code, review) = await host.PostAsync($"/apis/authorization.k8s.io/v1/{resource}", body);

        Assert.Equal((201, before), (code, host.Store.Revision));
        Assert.NotNull(review["status"]![answer]);
        Assert.Equal("authorization.k8s.io/v1", (string)review["apiVersion"]!);
    }
}

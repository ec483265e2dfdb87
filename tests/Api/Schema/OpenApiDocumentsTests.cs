using System.Text.Json.Nodes;
using System.Xml.Linq;
using JobFlows.Api.Schema.OpenApi;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Schema;

public sealed class OpenApiDocumentsTests
{
    private const string JobPath = "/apis/batch/v1/namespaces/{namespace}/jobs/{name}";

    private static readonly OpenApiDocuments Documents = Describe();
    private static readonly JsonNode V3 = Parse(Documents.V3("apis/batch/v1")!);
    private static readonly JsonNode V2 = Parse(Documents.V2);

    [Theory]
    [InlineData("components.schemas.io^k8s^api^batch^v1^Job.properties.spec", "{\"allOf\":[{\"$ref\":\"#/components/schemas/io.k8s.api.batch.v1.JobSpec\"}],\"description\":\"What is wanted.\"}")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^Job.x-kubernetes-group-version-kind", "[{\"group\":\"batch\",\"kind\":\"Job\",\"version\":\"v1\"}]")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^Job.description", "\"Runs the pods of a JobSpec to their end.\"")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobSpec.required", "[\"template\"]")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobSpec.properties.parallelism.type", "\"integer\"")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobSpec.properties.parallelism.format", "\"int32\"")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobSpec.properties.activeDeadlineSeconds.format", "\"int64\"")]
    [InlineData("components.schemas.io^k8s^apimachinery^pkg^apis^meta^v1^Time.format", "\"date-time\"")]
    [InlineData("components.schemas.io^k8s^apimachinery^pkg^apis^meta^v1^LabelSelector.x-kubernetes-map-type", "\"atomic\"")]
    [InlineData("components.schemas.io^k8s^apimachinery^pkg^util^intstr^IntOrString.oneOf", "[{\"type\":\"integer\"},{\"type\":\"string\"}]")]
    [InlineData("components.schemas.io^k8s^apimachinery^pkg^api^resource^Quantity.oneOf", "[{\"type\":\"string\"},{\"type\":\"number\"}]")]
    [InlineData("components.schemas.io^k8s^api^core^v1^PodSpec.properties.containers.x-kubernetes-patch-merge-key", "\"name\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^PodSpec.properties.containers.x-kubernetes-patch-strategy", "\"merge\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^PodSpec.properties.volumes.x-kubernetes-patch-strategy", "\"merge,retainKeys\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^PodSpec.properties.nodeSelector.x-kubernetes-map-type", "\"atomic\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^PodSpec.properties.tolerations.x-kubernetes-list-type", "\"atomic\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^Container.properties.ports.x-kubernetes-list-map-keys", "[\"containerPort\",\"protocol\"]")]
    [InlineData("components.schemas.io^k8s^api^core^v1^ContainerPort.properties.protocol.default", "\"TCP\"")]
    [InlineData("components.schemas.io^k8s^api^core^v1^ResourceRequirements.properties.limits.additionalProperties", "{\"$ref\":\"#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity\"}")]
    [InlineData("components.schemas.io^k8s^apimachinery^pkg^apis^meta^v1^ObjectMeta.properties.finalizers.x-kubernetes-list-type", "\"set\"")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobList.required", "[\"items\"]")]
    [InlineData("components.schemas.io^k8s^api^batch^v1^JobList.x-kubernetes-group-version-kind", "[{\"group\":\"batch\",\"kind\":\"JobList\",\"version\":\"v1\"}]")]
    public void V3_Schema_IsAsUpstream(string path, string expected) => Assert.Equal(expected, At(V3, path)?.ToJsonString());

    [Theory]
    [InlineData("definitions.io^k8s^api^batch^v1^Job.properties.spec", "{\"$ref\":\"#/definitions/io.k8s.api.batch.v1.JobSpec\",\"description\":\"What is wanted.\"}")]
    [InlineData("definitions.io^k8s^apimachinery^pkg^api^resource^Quantity.type", "\"string\"")]
    [InlineData("definitions.io^k8s^apimachinery^pkg^util^intstr^IntOrString.format", "\"int-or-string\"")]
    [InlineData("swagger", "\"2.0\"")]
    public void V2_Schema_IsAsUpstream(string path, string expected) => Assert.Equal(expected, At(V2, path)?.ToJsonString());

    [Fact]
    public void V3_Patch_SaysWhatKubectlLooksFor()
    {
        var patch = V3["paths"]![JobPath]!["patch"]!;
        Assert.Equal("patch", patch["x-kubernetes-action"]!.GetValue<string>());
        Assert.Equal("{\"group\":\"batch\",\"kind\":\"Job\",\"version\":\"v1\"}", patch["x-kubernetes-group-version-kind"]!.ToJsonString());
        Assert.Equal(
            ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"],
            ((JsonObject)patch["requestBody"]!["content"]!).Select(type => type.Key));
        Assert.Equal(["dryRun", "fieldManager", "fieldValidation", "force"], Names(patch["parameters"]!));
        Assert.Equal(["name", "namespace", "pretty"], Names(V3["paths"]![JobPath]!["parameters"]!));
    }

    [Theory]
    [InlineData("/apis/batch/v1/jobs", "get", "list", "listBatchV1JobForAllNamespaces")]
    [InlineData("/apis/batch/v1/namespaces/{namespace}/jobs", "get", "list", "listBatchV1NamespacedJob")]
    [InlineData("/apis/batch/v1/namespaces/{namespace}/jobs", "post", "post", "createBatchV1NamespacedJob")]
    [InlineData("/apis/batch/v1/namespaces/{namespace}/jobs", "delete", "deletecollection", "deleteCollectionBatchV1NamespacedJob")]
    [InlineData(JobPath, "get", "get", "readBatchV1NamespacedJob")]
    [InlineData(JobPath, "put", "put", "replaceBatchV1NamespacedJob")]
    [InlineData(JobPath, "delete", "delete", "deleteBatchV1NamespacedJob")]
    [InlineData(JobPath + "/status", "patch", "patch", "patchBatchV1NamespacedJobStatus")]
    public void Documents_Operation_IsThere(string path, string method, string action, string id)
    {
        foreach (var document in new[] { V2, V3 })
        {
            var operation = document["paths"]![path]![method]!;
            Assert.Equal(action, operation["x-kubernetes-action"]!.GetValue<string>());
            Assert.Equal(id, operation["operationId"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Documents_References_AllLeadSomewhere()
    {
        foreach (var document in new[] { V2, V3, Parse(Documents.V3("api/v1")!) })
        {
            var definitions = (document["definitions"] ?? document["components"]!["schemas"])!.AsObject();
            Assert.All(References(document), reference => Assert.True(definitions.ContainsKey(reference.Split('/')[^1]), reference));
        }
    }

    [Fact]
    public void Documents_OperationIds_AreUnique()
    {
        var ids = V2["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => (operation.Value as JsonObject)?["operationId"]?.GetValue<string>())
            .Where(id => id is not null);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void V3Index_Groups_NameTheirHashes()
    {
        var paths = Parse(Documents.V3Index)["paths"]!.AsObject();
        Assert.Equal(["api/v1", "apis/batch/v1"], paths.Select(path => path.Key));
        Assert.Equal(
            $"/openapi/v3/apis/batch/v1?hash={Documents.V3("apis/batch/v1")!.Hash}",
            paths["apis/batch/v1"]!["serverRelativeURL"]!.GetValue<string>());
        Assert.Null(Documents.V3("apis/nope/v1"));
    }

    [Fact]
    public void Documents_SameKinds_HaveTheSameHash() => Assert.Equal(Documents.V2.Hash, Describe().V2.Hash);

    private static OpenApiDocuments Describe()
    {
        IReadOnlyList<string> verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
        IReadOnlyList<string> partly = ["get", "patch", "update"];
        var comments = DocComments.Parse(XDocument.Parse("""
            <doc><members>
              <member name="T:JobFlows.Domain.Batch.Job"><summary>Runs the <c>pods</c>
                of a <see cref="T:JobFlows.Domain.Batch.JobSpec"/> to their end.</summary></member>
              <member name="P:JobFlows.Domain.Batch.Job.Spec"><summary>What is wanted.</summary></member>
            </members></doc>
            """));
        return new OpenApiDocuments(
            [
                new(ResourceTypes.Jobs, typeof(Job), verbs, [new("status", typeof(Job), partly)]),
                new(ResourceTypes.Pods, typeof(Pod), verbs, [new("status", typeof(Pod), partly), new("log", null, ["get"])]),
                new(ResourceTypes.Namespaces, typeof(Namespace), verbs, []),
            ],
            "v1.34.0",
            comments);
    }

    private static JsonNode Parse(OpenApiDocument document) => JsonNode.Parse(document.Body.Span)!;

    // Dots inside a name are written as ^.
    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('.').Aggregate((JsonNode?)node, (at, step) => at?[step.Replace('^', '.')]);

    private static IEnumerable<string> Names(JsonNode parameters) => parameters.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>());

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}

using System.Text;
using JobFlows.Api.Patching;
using JobFlows.Api.Schema;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Patching;

public sealed class PatcherTests
{
    private const string Current = """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a","resourceVersion":"7","labels":{"x":"1"},"finalizers":["f"]},
        "spec":{"parallelism":1,"template":{"spec":{"containers":[{"name":"c","image":"busybox","env":[{"name":"A","value":"1"}]}],"restartPolicy":"Never"}}}}
        """;

    [Theory]
    [InlineData(PatchTypes.Merge, "{\"spec\":{\"suspend\":true,\"parallelism\":null},\"metadata\":{\"labels\":{\"y\":\"2\"}}}")]
    [InlineData(PatchTypes.Strategic, "{\"spec\":{\"suspend\":true,\"parallelism\":null},\"metadata\":{\"labels\":{\"y\":\"2\"}}}")]
    [InlineData(PatchTypes.Json,
        "[{\"op\":\"add\",\"path\":\"/spec/suspend\",\"value\":true},{\"op\":\"remove\",\"path\":\"/spec/parallelism\"},{\"op\":\"add\",\"path\":\"/metadata/labels/y\",\"value\":\"2\"}]")]
    public void Apply_Patch_GivesTheObject(string mediaType, string patch)
    {
        var job = Assert.IsType<Job>(Assert.IsType<PatchResult.Patched>(Apply(mediaType, patch)).Value);
        Assert.Equal((true, null), (job.Spec!.Suspend, job.Spec.Parallelism));
        Assert.Equal("1,2", string.Join(',', job.Metadata.Labels!.Values));
        Assert.Equal(("a", "7"), (job.Metadata.Name, job.Metadata.ResourceVersion));
    }

    [Fact]
    public void Apply_StrategicPatch_MergesContainersAndEnv()
    {
        var job = Assert.IsType<Job>(Assert.IsType<PatchResult.Patched>(Apply(
            PatchTypes.Strategic,
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"env\":[{\"name\":\"B\",\"value\":\"2\"}]},{\"name\":\"d\"}]}}}}")).Value);
        var containers = job.Spec!.Template!.Spec!.Containers!;
        Assert.Equal(["c", "d"], containers.Select(container => container.Name));
        var merged = containers[0];
        Assert.Equal("busybox", merged.Image);
        Assert.Equal(["B", "A"], merged.Env!.Select(variable => variable.Name));
    }

    [Theory]
    [InlineData(PatchTypes.Merge, "{", 400, "error decoding patch: unexpected end of JSON input")]
    [InlineData(PatchTypes.Merge, "[]", 400, "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData(PatchTypes.Json, "{}", 400, "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp")]
    [InlineData(PatchTypes.Json, "[{\"op\":1}]", 400, "error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string")]
    [InlineData(PatchTypes.Strategic, "nope", 400, "invalid character 'o' in literal null (expecting 'u')")]
    [InlineData(PatchTypes.Json, "[{\"op\":\"remove\",\"path\":\"/nope\"}]", 422, "the server rejected our request due to an error in our request")]
    [InlineData("text/plain", "{}", 415,
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml")]
    public void Apply_BadPatch_IsRefused(string mediaType, string patch, int code, string message)
    {
        var status = Assert.IsType<PatchResult.Rejected>(Apply(mediaType, patch)).Status;
        Assert.Equal((code, message), (status.Code, status.Message));
    }

    [Fact]
    public void Apply_PatchToAWrongType_IsInvalid()
    {
        var status = Assert.IsType<PatchResult.Rejected>(Apply(PatchTypes.Strategic, "{\"spec\":{\"parallelism\":\"x\"}}")).Status;
        const string Cause = "Invalid value: \"map[spec:map[parallelism:x]]\": json: cannot unmarshal string into Go struct field JobSpec.spec.parallelism of type int32";
        Assert.Equal((422, "Invalid"), (status.Code, status.Reason));
        Assert.Equal(" \"\" is invalid: patch: " + Cause, status.Message);
        Assert.Equal(new StatusCause { Reason = "FieldValueInvalid", Field = "patch", Message = Cause }, status.Details!.Causes![0]);
    }

    [Theory]
    [InlineData(PatchTypes.Merge, "{\"spec\":{\"foo\":1}}", "unknown field \"spec.foo\"")]
    [InlineData(PatchTypes.Merge, "{\"spec\":{\"suspend\":true,\"suspend\":false}}", "duplicate field \"spec.suspend\"")]
    [InlineData(PatchTypes.Strategic, "{\"spec\":{\"foo\":1}}", "unknown field \"spec.foo\"")]
    [InlineData(PatchTypes.Json, "[{\"op\":\"add\",\"path\":\"/spec/foo\",\"value\":1}]", "unknown field \"spec.foo\"")]
    [InlineData(PatchTypes.Json, "[{\"op\":\"add\",\"path\":\"/spec/suspend\",\"value\":true,\"foo\":1}]", "json patch unknown field \"[0].foo\"")]
    public void Apply_UnknownField_IsJudgedByValidation(string mediaType, string patch, string problem)
    {
        Assert.EndsWith(": strict decoding error: " + problem,
            Assert.IsType<PatchResult.Rejected>(Apply(mediaType, patch, FieldValidation.Strict)).Status.Message, StringComparison.Ordinal);
        Assert.Equal([problem], Assert.IsType<PatchResult.Patched>(Apply(mediaType, patch, FieldValidation.Warn)).Warnings);
        Assert.Empty(Assert.IsType<PatchResult.Patched>(Apply(mediaType, patch, FieldValidation.Ignore)).Warnings);
    }

    [Fact]
    public void Apply_TooManyOperations_Is413()
    {
        var patch = "[" + string.Join(',', Enumerable.Repeat("{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"Job\"}", JsonPatch.MaxOperations + 1)) + "]";
        var status = Assert.IsType<PatchResult.Rejected>(Apply(PatchTypes.Json, patch)).Status;
        Assert.Equal((413, "The allowed maximum operations in a JSON patch is 10000, got 10001"), (status.Code, status.Message));
    }

    [Fact]
    public void Apply_OtherKind_IsInvalid() =>
        Assert.Equal(422, Assert.IsType<PatchResult.Rejected>(Apply(PatchTypes.Merge, "{\"kind\":\"Pod\"}")).Status.Code);

    private static PatchResult Apply(string mediaType, string patch, FieldValidation validation = FieldValidation.Warn) => Patcher.Apply(new PatchRequest
    {
        MediaType = mediaType,
        Current = Encoding.UTF8.GetBytes(Current),
        Patch = Encoding.UTF8.GetBytes(patch),
        Target = DecodeTarget.For(ResourceTypes.Jobs, typeof(Job)),
        Validation = validation,
    });
}

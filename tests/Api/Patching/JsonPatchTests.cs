using System.Text;
using System.Text.Json.Nodes;
using JobFlows.Api.Patching;

namespace JobFlows.Api.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("add a member", "{\"a\":1}", "[{\"op\":\"add\",\"path\":\"/b\",\"value\":[1]}]", "{\"a\":1,\"b\":[1]}")]
    [InlineData("add replaces", "{\"a\":1}", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":2}]", "{\"a\":2}")]
    [InlineData("add null", "{}", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":null}]", "{\"a\":null}")]
    [InlineData("insert", "{\"a\":[1,3]}", "[{\"op\":\"add\",\"path\":\"/a/1\",\"value\":2}]", "{\"a\":[1,2,3]}")]
    [InlineData("append", "{\"a\":[1]}", "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":2}]", "{\"a\":[1,2]}")]
    [InlineData("remove", "{\"a\":1,\"b\":2}", "[{\"op\":\"remove\",\"path\":\"/a\"}]", "{\"b\":2}")]
    [InlineData("remove an item", "{\"a\":[1,2]}", "[{\"op\":\"remove\",\"path\":\"/a/0\"}]", "{\"a\":[2]}")]
    [InlineData("remove the last item", "{\"a\":[1,2]}", "[{\"op\":\"remove\",\"path\":\"/a/-1\"}]", "{\"a\":[1]}")]
    [InlineData("replace", "{\"a\":{\"b\":1}}", "[{\"op\":\"replace\",\"path\":\"/a/b\",\"value\":\"x\"}]", "{\"a\":{\"b\":\"x\"}}")]
    [InlineData("replace the document", "{\"a\":1}", "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]", "{}")]
    [InlineData("move", "{\"a\":{\"b\":1},\"c\":{}}", "[{\"op\":\"move\",\"from\":\"/a/b\",\"path\":\"/c/d\"}]", "{\"a\":{},\"c\":{\"d\":1}}")]
    [InlineData("move in a list", "{\"a\":[1,2,3]}", "[{\"op\":\"move\",\"from\":\"/a/0\",\"path\":\"/a/2\"}]", "{\"a\":[2,3,1]}")]
    [InlineData("copy", "{\"a\":{\"b\":[1]}}", "[{\"op\":\"copy\",\"from\":\"/a/b\",\"path\":\"/a/c\"}]", "{\"a\":{\"b\":[1],\"c\":[1]}}")]
    [InlineData("test", "{\"a\":{\"x\":1,\"y\":[true]}}", "[{\"op\":\"test\",\"path\":\"/a\",\"value\":{\"y\":[true],\"x\":1}}]", "{\"a\":{\"x\":1,\"y\":[true]}}")]
    [InlineData("test of null on nothing", "{}", "[{\"op\":\"test\",\"path\":\"/a\",\"value\":null}]", "{}")]
    [InlineData("escapes", "{\"a/b\":{\"c~d\":1}}", "[{\"op\":\"remove\",\"path\":\"/a~1b/c~0d\"}]", "{\"a/b\":{}}")]
    [InlineData("in order", "{}", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":{}},{\"op\":\"add\",\"path\":\"/a/b\",\"value\":1}]", "{\"a\":{\"b\":1}}")]
    public void Apply_Operations_ChangeTheDocument(string name, string document, string patch, string expected)
    {
        Assert.NotEmpty(name);
        var result = JsonPatch.Apply(JsonNode.Parse(document), (JsonArray)JsonNode.Parse(patch)!);
        Assert.Equal(expected, result!.ToJsonString());
    }

    [Theory]
    [InlineData("{\"a\":1}", "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]", "testing value /a failed: test failed")]
    [InlineData("{}", "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]", "error in test for path: '/a': missing value")]
    [InlineData("{}", "[{\"op\":\"remove\",\"path\":\"/a\"}]", "error in remove for path: '/a': Unable to remove nonexistent key: a: missing value")]
    [InlineData("{}", "[{\"op\":\"remove\",\"path\":\"/a/b\"}]", "remove operation does not apply: doc is missing path: \"/a/b\": missing value")]
    [InlineData("{}", "[{\"op\":\"add\",\"path\":\"/a/b\",\"value\":1}]", "add operation does not apply: doc is missing path: \"/a/b\": missing value")]
    [InlineData("{}", "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":1}]", "replace operation does not apply: doc is missing key: /a: missing value")]
    [InlineData("{\"a\":[1]}", "[{\"op\":\"add\",\"path\":\"/a/5\",\"value\":1}]", "error in add for path: '/a/5': Unable to access invalid index: 5: invalid index referenced")]
    [InlineData("{}", "[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"}]", "error in move for path: '/a': missing value")]
    [InlineData("{}", "[{\"op\":\"frob\",\"path\":\"/a\"}]", "Unexpected kind: frob")]
    public void Apply_ImpossibleOperation_Is422(string document, string patch, string why)
    {
        var error = Assert.Throws<PatchException>(() => JsonPatch.Apply(JsonNode.Parse(document), (JsonArray)JsonNode.Parse(patch)!));
        Assert.Equal((422, "Invalid"), (error.Status.Code, error.Status.Reason));
        Assert.Equal("the server rejected our request due to an error in our request", error.Status.Message);
        Assert.Equal(why, error.Status.Details!.Causes![0].Message);
    }

    [Fact]
    public void Apply_CopiesWithoutEnd_AreStopped()
    {
        var patch = "[" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/x{i}\"}}")) + "]";
        var error = Assert.Throws<PatchException>(() => JsonPatch.Apply(JsonNode.Parse("{\"a\":{\"b\":\"c\"}}"), (JsonArray)JsonNode.Parse(patch)!));
        Assert.StartsWith("Unable to complete the copy", error.Status.Details!.Causes![0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":null,\"b\":{\"c\":null,\"d\":1}}", "{\"b\":{\"d\":1}}")]
    [InlineData("{\"a\":[1,2]}", "{\"a\":[3]}", "{\"a\":[3]}")]
    [InlineData("{\"a\":{\"b\":1,\"c\":2}}", "{\"a\":{\"b\":3}}", "{\"a\":{\"b\":3,\"c\":2}}")]
    [InlineData("{\"a\":1}", "{\"a\":{\"b\":1}}", "{\"a\":{\"b\":1}}")]
    [InlineData("{\"a\":{\"b\":1}}", "{}", "{\"a\":{\"b\":1}}")]
    public void MergePatch_Document_IsRfc7386(string document, string patch, string expected) =>
        Assert.Equal(expected, MergePatch.Apply(JsonNode.Parse(document), JsonNode.Parse(patch))!.ToJsonString());
}

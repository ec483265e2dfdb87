using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using JobFlows.Api.Patching;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Patching;

public sealed class StrategicMergeTests
{
    private const string TwoItems = "{\"mergingList\":[{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"}]}";

    [Theory]
    [InlineData("empty patch", "{\"name\":\"x\"}", "{}", "{\"name\":\"x\"}")]
    [InlineData("add a scalar", "{\"name\":\"x\"}", "{\"value\":\"y\"}", "{\"name\":\"x\",\"value\":\"y\"}")]
    [InlineData("replace a scalar", "{\"name\":\"x\"}", "{\"name\":\"y\"}", "{\"name\":\"y\"}")]
    [InlineData("null deletes", "{\"name\":\"x\",\"value\":\"y\"}", "{\"name\":null}", "{\"value\":\"y\"}")]
    [InlineData("null of nothing is dropped", "{}", "{\"name\":null,\"simpleMap\":{\"a\":null,\"b\":\"1\"}}", "{\"simpleMap\":{\"b\":\"1\"}}")]
    [InlineData("maps merge", "{\"simpleMap\":{\"a\":\"1\",\"b\":\"2\"}}", "{\"simpleMap\":{\"b\":\"3\",\"c\":\"4\",\"a\":null}}", "{\"simpleMap\":{\"b\":\"3\",\"c\":\"4\"}}")]
    [InlineData("structs merge", "{\"inner\":{\"name\":\"a\",\"value\":\"b\"}}", "{\"inner\":{\"value\":\"c\"}}", "{\"inner\":{\"name\":\"a\",\"value\":\"c\"}}")]
    [InlineData("type changes", "{\"inner\":{\"name\":\"a\"}}", "{\"inner\":[1]}", "{\"inner\":[1]}")]
    [InlineData("replace a map", "{\"simpleMap\":{\"a\":\"1\"}}", "{\"simpleMap\":{\"$patch\":\"replace\",\"b\":\"2\"}}", "{\"simpleMap\":{\"b\":\"2\"}}")]
    [InlineData("delete a map", "{\"simpleMap\":{\"a\":\"1\"}}", "{\"simpleMap\":{\"$patch\":\"delete\"}}", "{\"simpleMap\":{}}")]
    [InlineData("delete everything", "{\"name\":\"x\"}", "{\"$patch\":\"delete\"}", "{}")]
    [InlineData("replace everything", "{\"name\":\"x\"}", "{\"$patch\":\"replace\",\"value\":\"y\"}", "{\"value\":\"y\"}")]
    [InlineData("delete of a missing map", "{}", "{\"inner\":{\"$patch\":\"delete\"}}", "{}")]
    [InlineData("plain list replaces", "{\"nonMergingList\":[{\"name\":\"1\"}]}", "{\"nonMergingList\":[{\"name\":\"2\"}]}", "{\"nonMergingList\":[{\"name\":\"2\"}]}")]
    [InlineData("scalar list replaces", "{\"nonMergingInts\":[1,2]}", "{\"nonMergingInts\":[3]}", "{\"nonMergingInts\":[3]}")]
    [InlineData("merging scalar list unites", "{\"mergingInts\":[1,2]}", "{\"mergingInts\":[2,3]}", "{\"mergingInts\":[1,2,3]}")]
    [InlineData("delete from a scalar list", "{\"mergingInts\":[1,2,3]}", "{\"$deleteFromPrimitiveList/mergingInts\":[2,9]}", "{\"mergingInts\":[1,3]}")]
    [InlineData("delete from and add to a scalar list", "{\"mergingInts\":[1,2,3]}",
        "{\"$deleteFromPrimitiveList/mergingInts\":[2],\"mergingInts\":[4]}", "{\"mergingInts\":[4,1,3]}")]
    [InlineData("delete from a missing list", "{}", "{\"$deleteFromPrimitiveList/mergingInts\":[2]}", "{}")]
    [InlineData("order a scalar list", "{\"mergingInts\":[1,2,3]}", "{\"$setElementOrder/mergingInts\":[3,4,1,2],\"mergingInts\":[4]}", "{\"mergingInts\":[3,4,1,2]}")]
    [InlineData("order keeps server's own in place", "{\"mergingInts\":[9,1,2]}", "{\"$setElementOrder/mergingInts\":[2,1]}", "{\"mergingInts\":[9,2,1]}")]
    [InlineData("order, delete and add", "{\"mergingInts\":[1,2,3,4]}",
        "{\"$deleteFromPrimitiveList/mergingInts\":[3],\"$setElementOrder/mergingInts\":[4,2,1,5],\"mergingInts\":[5]}", "{\"mergingInts\":[4,2,1,5]}")]
    [InlineData("item changes", TwoItems, "{\"mergingList\":[{\"name\":\"2\",\"value\":\"c\"}]}",
        "{\"mergingList\":[{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"c\",\"other\":\"o\"}]}")]
    [InlineData("item added, in front", TwoItems, "{\"mergingList\":[{\"name\":\"3\",\"value\":\"c\"}]}",
        "{\"mergingList\":[{\"name\":\"3\",\"value\":\"c\"},{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"}]}")]
    [InlineData("list added", "{}", "{\"mergingList\":[{\"name\":\"1\"},{\"name\":\"2\",\"$patch\":\"delete\"}]}", "{\"mergingList\":[{\"name\":\"1\"}]}")]
    [InlineData("item field deleted", TwoItems, "{\"mergingList\":[{\"name\":\"2\",\"other\":null}]}",
        "{\"mergingList\":[{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"b\"}]}")]
    [InlineData("item deleted", TwoItems, "{\"mergingList\":[{\"name\":\"1\",\"$patch\":\"delete\"}]}",
        "{\"mergingList\":[{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"}]}")]
    [InlineData("missing item deleted", TwoItems, "{\"mergingList\":[{\"name\":\"9\",\"$patch\":\"delete\"}]}", TwoItems)]
    [InlineData("item deleted, another added", TwoItems, "{\"mergingList\":[{\"name\":\"1\",\"$patch\":\"delete\"},{\"name\":\"3\"}]}",
        "{\"mergingList\":[{\"name\":\"3\"},{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"}]}")]
    [InlineData("item replaced", TwoItems, "{\"mergingList\":[{\"name\":\"2\",\"value\":\"z\",\"$patch\":\"delete\"},{\"name\":\"2\",\"value\":\"z\"}]}",
        "{\"mergingList\":[{\"name\":\"2\",\"value\":\"z\"},{\"name\":\"1\",\"value\":\"a\"}]}")]
    [InlineData("list replaced", TwoItems, "{\"mergingList\":[{\"name\":\"3\"},{\"$patch\":\"replace\"}]}", "{\"mergingList\":[{\"name\":\"3\"}]}")]
    [InlineData("list emptied", TwoItems, "{\"mergingList\":[{\"$patch\":\"replace\"}]}", "{\"mergingList\":[]}")]
    [InlineData("list deleted", TwoItems, "{\"mergingList\":null}", "{}")]
    [InlineData("empty list changes nothing", TwoItems, "{\"mergingList\":[]}", TwoItems)]
    [InlineData("item order", TwoItems, "{\"$setElementOrder/mergingList\":[{\"name\":\"2\"},{\"name\":\"1\"}]}",
        "{\"mergingList\":[{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"},{\"name\":\"1\",\"value\":\"a\"}]}")]
    [InlineData("item order with an addition in front", TwoItems,
        "{\"$setElementOrder/mergingList\":[{\"name\":\"3\"},{\"name\":\"1\"},{\"name\":\"2\"}],\"mergingList\":[{\"name\":\"3\"}]}",
        "{\"mergingList\":[{\"name\":\"3\"},{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"b\",\"other\":\"o\"}]}")]
    [InlineData("item order with a deletion", TwoItems,
        "{\"$setElementOrder/mergingList\":[{\"name\":\"3\"},{\"name\":\"1\"}],\"mergingList\":[{\"name\":\"3\"},{\"name\":\"2\",\"$patch\":\"delete\"}]}",
        "{\"mergingList\":[{\"name\":\"3\"},{\"name\":\"1\",\"value\":\"a\"}]}")]
    [InlineData("item order of a new list", "{}", "{\"$setElementOrder/mergingList\":[{\"name\":\"2\"},{\"name\":\"1\"}],\"mergingList\":[{\"name\":\"2\"},{\"name\":\"1\"}]}",
        "{\"mergingList\":[{\"name\":\"2\"},{\"name\":\"1\"}]}")]
    [InlineData("order of nothing", "{}", "{\"$setElementOrder/mergingList\":[{\"name\":\"2\"}]}", "{}")]
    [InlineData("server's item stays between", "{\"mergingList\":[{\"name\":\"1\"},{\"name\":\"s\"},{\"name\":\"2\"}]}",
        "{\"$setElementOrder/mergingList\":[{\"name\":\"1\"},{\"name\":\"2\"}],\"mergingList\":[{\"name\":\"2\",\"value\":\"x\"}]}",
        "{\"mergingList\":[{\"name\":\"1\"},{\"name\":\"s\"},{\"name\":\"2\",\"value\":\"x\"}]}")]
    [InlineData("nested list", "{\"mergingList\":[{\"name\":\"1\",\"mergingInts\":[1],\"mergingList\":[{\"name\":\"a\"}]}]}",
        "{\"mergingList\":[{\"name\":\"1\",\"mergingInts\":[2],\"mergingList\":[{\"name\":\"b\"},{\"name\":\"a\",\"$patch\":\"delete\"}]}]}",
        "{\"mergingList\":[{\"name\":\"1\",\"mergingInts\":[2,1],\"mergingList\":[{\"name\":\"b\"}]}]}")]
    [InlineData("retainKeys", "{\"inner\":{\"name\":\"a\",\"value\":\"b\"}}", "{\"inner\":{\"$retainKeys\":[\"name\",\"other\"],\"other\":\"c\"}}",
        "{\"inner\":{\"name\":\"a\",\"other\":\"c\"}}")]
    [InlineData("retainKeys in an item", TwoItems, "{\"mergingList\":[{\"$retainKeys\":[\"name\",\"value\"],\"name\":\"2\",\"value\":\"z\"}]}",
        "{\"mergingList\":[{\"name\":\"1\",\"value\":\"a\"},{\"name\":\"2\",\"value\":\"z\"}]}")]
    [InlineData("retainKeys of nothing", "{\"inner\":{\"name\":\"a\"}}", "{\"inner\":{\"$retainKeys\":[]}}", "{\"inner\":{}}")]
    [InlineData("retainKeys with a null", "{\"inner\":{\"name\":\"a\",\"value\":\"b\"}}", "{\"inner\":{\"$retainKeys\":[\"name\"],\"value\":null}}",
        "{\"inner\":{\"name\":\"a\"}}")]
    public void Apply_Patch_MergesAsKubernetesDoes(string name, string original, string patch, string expected)
    {
        Assert.NotEmpty(name);
        var result = Apply(original, patch);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), result), $"{result.ToJsonString()}\n is not\n{expected}");
    }

    [Theory]
    [InlineData("no merge key", TwoItems, "{\"mergingList\":[{\"value\":\"c\"}]}", 400, "map: map[value:c] does not contain declared merge key: name")]
    [InlineData("no merge key to delete by", TwoItems, "{\"mergingList\":[{\"$patch\":\"delete\",\"value\":\"c\"}]}", 400,
        "map: map[$patch:delete value:c] does not contain declared merge key: name")]
    [InlineData("no merge key on the server", "{\"mergingList\":[{\"value\":\"a\"}]}", "{\"mergingList\":[{\"name\":\"1\"}]}", 400,
        "map: map[value:a] does not contain declared merge key: name")]
    [InlineData("unknown directive", "{\"inner\":{}}", "{\"inner\":{\"$patch\":\"frob\"}}", 400, "unknown patch type: frob in map: map[$patch:frob]")]
    [InlineData("unknown directive in a list", TwoItems, "{\"mergingList\":[{\"$patch\":\"frob\"}]}", 400, "unknown patch type: frob in map: map[$patch:frob]")]
    [InlineData("merge directive in a list", TwoItems, "{\"mergingList\":[{\"name\":\"1\",\"$patch\":\"merge\"}]}", 400,
        "merging lists cannot yet be specified in the patch")]
    [InlineData("mixed list", TwoItems, "{\"mergingList\":[1]}", 400,
        "list element types are not identical: [[map[name:1 value:a] map[name:2 other:o value:b]] [1]]")]
    [InlineData("list of lists", "{\"mergingInts\":[]}", "{\"mergingInts\":[[1]]}", 422, "lists of lists are not supported")]
    [InlineData("retainKeys leaves one out", "{\"inner\":{}}", "{\"inner\":{\"$retainKeys\":[\"name\"],\"value\":\"x\"}}", 400, "invalid patch format of retainKeys")]
    [InlineData("retainKeys is no list", "{\"inner\":{}}", "{\"inner\":{\"$retainKeys\":1}}", 400, "invalid patch format of retainKeys")]
    [InlineData("order without field", "{}", "{\"$setElementOrder\":[]}", 400, "invalid patch format of setElementOrder list")]
    [InlineData("order is no list", "{}", "{\"$setElementOrder/mergingInts\":1}", 400, "expected a []interface {}, but received a int64")]
    [InlineData("delete list without field", "{}", "{\"$deleteFromPrimitiveList\":[]}", 400, "invalid patch format of primitive list")]
    [InlineData("order does not match", TwoItems,
        "{\"$setElementOrder/mergingList\":[{\"name\":\"1\"},{\"name\":\"2\"}],\"mergingList\":[{\"name\":\"2\"},{\"name\":\"1\"}]}", 400,
        "The order in patch list:\n[map[name:2] map[name:1]]\n doesn't match $setElementOrder list:\n[map[name:1] map[name:2]]\n")]
    [InlineData("unknown field on both sides", "{\"frob\":{}}", "{\"frob\":{}}", 400, "unable to find api field in struct MergeItem for the json field \"frob\"")]
    public void Apply_BadPatch_IsRefused(string name, string original, string patch, int code, string message)
    {
        Assert.NotEmpty(name);
        var status = Assert.Throws<PatchException>(() => Apply(original, patch)).Status;
        Assert.Equal(code, status.Code);
        Assert.Equal(message, status.Details?.Causes?[0].Message ?? status.Message);
    }

    private static JsonObject Apply(string original, string patch) => StrategicMerge.Apply(
        (JsonObject)JsonNode.Parse(original)!, (JsonObject)JsonNode.Parse(patch)!, TypeSchema.Of(typeof(MergeItem)));

    internal sealed record MergeItem
    {
        [Required]
        public string? Name { get; init; }

        public string? Value { get; init; }

        public string? Other { get; init; }

        [PatchMerge("name")]
        public IReadOnlyList<MergeItem>? MergingList { get; init; }

        public IReadOnlyList<MergeItem>? NonMergingList { get; init; }

        [PatchMerge]
        public IReadOnlyList<int>? MergingInts { get; init; }

        public IReadOnlyList<int>? NonMergingInts { get; init; }

        public IReadOnlyDictionary<string, string>? SimpleMap { get; init; }

        [PatchRetainKeys]
        public MergeItem? Inner { get; init; }
    }
}

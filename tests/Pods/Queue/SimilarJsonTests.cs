using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Pods.Queue.Messages;

namespace JobFlows.Pods.Tests.Queue;

public sealed class SimilarJsonTests
{
    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("""{"a":1}""", """{"a":2}""", """{"b":1}""", "{}")]
    [InlineData("""{"a":{"b":1,"c":{"d":2}}}""", """{"a":{"b":1,"c":{}}}""", """{"a":{}}""", """{"a":{"c":{"d":2,"e":3}}}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":[1]}""", """{"a":"text"}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":{"b":{}}}""", """{"a":[1,{"b":2}]}""")]
    [InlineData("{}", """{"a":{}}""", """{"a":{"b":{}}}""")]
    public void Unpack_WhatWasPacked_IsTheSame(params string[] objects)
    {
        var before = objects.Select(one => JsonNode.Parse(one)!.AsObject()).ToList();

        var after = SimilarJson.Unpack(JsonNode.Parse(SimilarJson.Pack(before).ToJsonString())!.AsObject());

        Assert.Equal(before.Select(one => one.ToJsonString()).Order(), after.Select(one => Sorted(one, before).ToJsonString()).Order());
    }

    [Fact]
    public void Pack_ManySimilarObjects_IsShort()
    {
        var objects = Enumerable.Range(0, 50).Select(i => new JsonObject { ["long"] = new string('x', 1000), ["name"] = i }).ToList();

        Assert.True(SimilarJson.Pack(objects).ToJsonString().Length < 2000);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"first":1}""")]
    [InlineData("""{"first":{},"others":{}}""")]
    [InlineData("""{"first":{},"others":[1]}""")]
    public void Unpack_SomethingElse_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => SimilarJson.Unpack(JsonNode.Parse(json)!.AsObject()));

    // The order of names is not part of what an object says.
    private static JsonObject Sorted(JsonObject one, IReadOnlyList<JsonObject> before) => before.FirstOrDefault(other => JsonNode.DeepEquals(one, other)) ?? one;
}

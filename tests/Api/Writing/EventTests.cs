using System.Text.Json.Nodes;
using JobFlows.Api.Tests.Fakes;

namespace JobFlows.Api.Tests.Writing;

/// <summary>The rules of events: strict through events.k8s.io/v1, lax through the core group.</summary>
public sealed class EventTests
{
    private const string Strict = "/apis/events.k8s.io/v1/namespaces/default/events";
    private const string Core = "/api/v1/namespaces/default/events";

    [Theory]
    [InlineData("""{"eventTime":null}""", "eventTime", "Required value")]
    [InlineData("""{"type":null}""", "type", "Invalid value: \"\": has invalid value: ")]
    [InlineData("""{"type":"Foo"}""", "type", "Invalid value: \"\": has invalid value: Foo")]
    [InlineData("""{"action":null}""", "action", "Required value")]
    [InlineData("""{"reportingController":null}""", "reportingController", "Required value")]
    [InlineData("""{"reportingInstance":null}""", "reportingInstance", "Required value")]
    [InlineData("""{"series":{"count":1,"lastObservedTime":"2026-01-02T03:04:05.000000Z"}}""", "series.count", "Invalid value: \"\": should be at least 2")]
    [InlineData("""{"series":{"count":2}}""", "series.lastObservedTime", "Required value")]
    [InlineData("""{"deprecatedCount":3}""", "count", "Invalid value: \"\": needs to be unset")]
    public async Task Create_BrokenRule_Is422(string change, string field, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync(Strict, Event(change).ToJsonString());

        Assert.Equal(422, code);
        Assert.Contains(status["details"]!["causes"]!.AsArray(), cause => (string?)cause!["field"] == field && (string?)cause["message"] == message);
    }

    [Fact]
    public async Task Create_LongReason_Is422()
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync(Strict, Event($$"""{"reason":"{{new string('r', 129)}}"}""").ToJsonString());

        Assert.Equal((422, "Invalid value: \"\": can have at most 128 characters"), (code, (string)status["details"]!["causes"]![0]!["message"]!));
    }

    [Fact]
    public async Task CreateCore_NewSortWithoutController_Is422_OldSortIsFine()
    {
        await using var host = await ApiHost.StartAsync();
        const string About = "\"involvedObject\":{\"kind\":\"Job\",\"name\":\"pi\",\"namespace\":\"default\"}";

        var (refused, status) = await host.PostAsync(Core, $$"""{"metadata":{"name":"e"},"eventTime":"2026-01-02T03:04:05.000000Z","reportingInstance":"i","action":"a","reason":"r",{{About}}}""");
        var (created, _) = await host.PostAsync(Core, $$"""{"metadata":{"name":"e"},"type":"Foo",{{About}}}""");

        Assert.Equal((422, "reportingComponent", 201), (refused, (string)status["details"]!["causes"]![0]!["field"]!, created));
    }

    [Fact]
    public async Task Patch_WhatHappened_IsImmutable_SeriesIsNot()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync(Strict, Event("{}").ToJsonString());

        var (refused, status) = await PatchAsync("""{"reason":"zz","note":"changed"}""");
        var (changed, _) = await PatchAsync("""{"series":{"count":2,"lastObservedTime":"2026-01-02T03:04:05.000000Z"}}""");

        Assert.Equal((422, 200), (refused, changed));
        Assert.Equal(["reason", "message"], status["details"]!["causes"]!.AsArray().Select(cause => (string)cause!["field"]!));
        Assert.All(status["details"]!["causes"]!.AsArray(), cause => Assert.EndsWith("field is immutable", (string)cause!["message"]!, StringComparison.Ordinal));

        Task<(int Code, JsonNode Body)> PatchAsync(string body) => host.SendAsync(HttpMethod.Patch, $"{Strict}/e", body, "application/merge-patch+json");
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "cannot parse \\\"Z\\\" as \\\".000000\\\"")]
    [InlineData("2026-01-02T03:04:05.123Z", "cannot parse \\\".123Z\\\" as \\\".000000\\\"")]
    [InlineData("2026-01-02T03:04:05.1234567Z", "cannot parse \\\"7Z\\\" as \\\"Z07:00\\\"")]
    public async Task Create_TimeWithoutSixDigits_Is400(string time, string message)
    {
        await using var host = await ApiHost.StartAsync();

        var (code, status) = await host.PostAsync(Strict, Event($$"""{"eventTime":"{{time}}"}""").ToJsonString());

        Assert.Equal(400, code);
        Assert.Contains(message.Replace("\\", "", StringComparison.Ordinal), (string)status["message"]!, StringComparison.Ordinal);
    }

    private static JsonObject Event(string change)
    {
        var result = JsonNode.Parse("""
            {"metadata":{"name":"e"},"eventTime":"2026-01-02T03:04:05.000000Z","reportingController":"x.io/c","reportingInstance":"i",
             "action":"a","reason":"r","type":"Normal","note":"n","regarding":{"kind":"Job","name":"pi","namespace":"default"}}
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }
}

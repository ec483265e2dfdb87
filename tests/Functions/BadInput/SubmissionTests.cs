using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;

namespace JobFlows.Functions.Tests.BadInput;

/// <summary>Messages that can't become Jobs are kept with their reason, and those that can are not held up.</summary>
public sealed class SubmissionTests(Cloud cloud) : IClassFixture<Cloud>
{
    private const string Spec = """{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}""";

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "empty", [], "metadata.name: Required value" },
        { "prose", "please run my job"u8.ToArray(), "json: cannot unmarshal" },
        { "half", """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"half"}"""u8.ToArray(), "error converting YAML to JSON" },
        { "not UTF-8", [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d], "cannot be handled as a Job" },
        { "wrong kind", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}"""u8.ToArray(), "does not match the expected" },
        { "unknown version", """{"apiVersion":"batch/v2","kind":"Job","metadata":{"name":"a"}}"""u8.ToArray(), "does not match the expected" },
        { "misspelt field", """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"a"},"spec":{"paralelism":1}}"""u8.ToArray(), "unknown field \"spec.paralelism\"" },
        { "invalid Job", Encoding.UTF8.GetBytes(Job("Not A Name", "default")), "metadata.name: Invalid value: \"Not A Name\"" },
        { "namespace missing", Encoding.UTF8.GetBytes(Job("a", "nowhere")), "namespaces \"nowhere\" not found" },
        { "too big", Encoding.UTF8.GetBytes(new string('[', 64 * 1024)), "" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Message_NoJob_IsKeptWithItsReason(string what, byte[] body, string reason)
    {
        await SubmitAsync(what, body);

        var kept = JsonNode.Parse(Assert.Single((await cloud.Poison.ReceiveMessagesAsync(32)).Value).MessageText)!;
        await cloud.Poison.ClearMessagesAsync();
        Assert.Contains(reason, (string?)kept["reason"], StringComparison.Ordinal);
        Assert.NotEqual("", (string?)kept["reason"]);
        Assert.StartsWith((string?)kept["document"], Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal(body.Length > 24 * 1024, (bool)kept["truncated"]!);

        await SubmitAsync($"after {what}", Encoding.UTF8.GetBytes(Job($"after-{what.Replace(' ', '-').ToLowerInvariant()}", "default")));
        var (code, _) = await cloud.AskAsync("GET", $"/apis/batch/v1/namespaces/default/jobs/after-{what.Replace(' ', '-').ToLowerInvariant()}", Reader);
        Assert.Equal(200, code);
        Assert.Empty((await cloud.Poison.PeekMessagesAsync()).Value);
    }

    private string Reader => $"Bearer {cloud.Issuer.Token(roles: ["Jobs.Read"])}";

    private static string Job(string name, string @namespace) =>
        $$"""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{name}}","namespace":"{{@namespace}}"},"spec":{{Spec}}}""";

    private Task SubmitAsync(string id, byte[] body) =>
        cloud.Submissions.RunAsync(QueuesModelFactory.QueueMessage(id, "receipt", new BinaryData(body), dequeueCount: 1), cloud.Client, default);
}

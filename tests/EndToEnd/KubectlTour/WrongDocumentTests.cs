using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>What kubectl says of documents that are wrong.</summary>
public sealed class WrongDocumentTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsTheory("kubectl")]
    [InlineData(
        """{"completionMode":"Indexed","parallelism":1}""",
        "spec.completions: Required value: when completion mode is Indexed")]
    [InlineData(
        """{"backoffLimitPerIndex":1}""",
        "spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode")]
    [InlineData(
        """{"podFailurePolicy":{"rules":[]},"template":{"spec":{"restartPolicy":"OnFailure"}}}""",
        "spec.template.spec.restartPolicy: Invalid value: \"OnFailure\": only \"Never\" is supported when podFailurePolicy is specified")]
    [InlineData(
        """{"parallelism":100001,"completions":1,"completionMode":"Indexed"}""",
        "spec.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed")]
    [InlineData(
        """{"podReplacementPolicy":"TerminatingOrFailed","podFailurePolicy":{"rules":[{"action":"Ignore","onExitCodes":{"operator":"In","values":[3]}}]}}""",
        "spec.podReplacementPolicy: Unsupported value: \"TerminatingOrFailed\": supported values: \"Failed\"")]
    public async Task Create_OneMistake_NamesIt(string change, string error)
    {
        var ns = await server.NamespaceAsync();

        var result = await CreateAsync(ns, change);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"The Job \"wrong\" is invalid: {error}\n", result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task Create_ManyMistakes_NamesThemAll()
    {
        var ns = await server.NamespaceAsync();

        var result = await CreateAsync(ns, """
            {
              "parallelism": -1, "completions": -2, "backoffLimit": -3, "activeDeadlineSeconds": -4, "ttlSecondsAfterFinished": -5,
              "template": { "spec": { "restartPolicy": "Always", "containers": [ { "name": "c", "image": "busybox" }, { "name": "c" } ] } }
            }
            """);
        Assert.Equal(1, result.ExitCode);
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("The Job \"wrong\" is invalid: ", lines[0]);
        Assert.Equal(
            ((string[])
            [
                "* spec.parallelism: Invalid value: -1: must be greater than or equal to 0",
                "* spec.completions: Invalid value: -2: must be greater than or equal to 0",
                "* spec.backoffLimit: Invalid value: -3: must be greater than or equal to 0",
                "* spec.activeDeadlineSeconds: Invalid value: -4: must be greater than or equal to 0",
                "* spec.ttlSecondsAfterFinished: Invalid value: -5: must be greater than or equal to 0",
                "* spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"",
                "* spec.template.spec.containers[1].name: Duplicate value: \"c\"",
                "* spec.template.spec.containers[1].image: Required value",
            ]).Order(StringComparer.Ordinal),
            lines.Skip(1).Order(StringComparer.Ordinal));
        Assert.Empty((await ns.Api.GetAsync(ns.Jobs)).List("items"));
    }

    [NeedsFact("kubectl")]
    public async Task Create_UnknownFields_NamesThem()
    {
        var ns = await server.NamespaceAsync();

        var result = await CreateAsync(ns, """{"paralelism":2,"template":{"spec":{"restartpolicy":"Never"}}}""");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "Error from server (BadRequest): error when creating \"STDIN\": Job in version \"v1\" cannot be handled as a Job: "
            + "strict decoding error: unknown field \"spec.paralelism\", unknown field \"spec.template.spec.restartpolicy\"\n",
            result.Error);
    }

    [NeedsFact("kubectl")]
    public async Task Create_WrongType_IsRefused()
    {
        var ns = await server.NamespaceAsync();

        var result = await CreateAsync(ns, """{"parallelism":"two"}""");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            "Error from server (BadRequest): error when creating \"STDIN\": Job in version \"v1\" cannot be handled as a Job: ",
            result.Error,
            StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Create_MissingNamespace_SaysItIsNotFound()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlReadsAsync(Documents.Job("lost", "exit 0").ToJsonString(), "create", "--namespace", "nowhere", "-f", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Error from server (NotFound): error when creating \"STDIN\": namespaces \"nowhere\" not found\n", result.Error);
    }

    private static async Task<CommandResult> CreateAsync(TestNamespace ns, string change)
    {
        var job = Documents.Job("wrong", "exit 0");
        Merge(job["spec"]!.AsObject(), JsonNode.Parse(change)!.AsObject());
        return await ns.KubectlReadsAsync(job.ToJsonString(), "create", "-f", "-");
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}

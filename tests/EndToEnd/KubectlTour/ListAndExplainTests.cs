using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>What kubectl reads the second version of OpenAPI for.</summary>
public sealed class ListAndExplainTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsTheory("kubectl")]
    [InlineData("apply")]
    [InlineData("replace")]
    public async Task List_AsGotten_IsTakenBack(string verb)
    {
        var ns = await server.NamespaceAsync();
        (await ns.KubectlAsync("create", "configmap", "one", "--from-literal=a=1")).Succeeded();
        (await ns.KubectlAsync("create", "configmap", "two", "--from-literal=a=2")).Succeeded();
        var list = (await ns.KubectlAsync("get", "configmaps", "one", "two", "-o", "yaml")).Succeeded().Output;

        var result = (await ns.KubectlReadsAsync(list, verb, "-f", "-")).Succeeded();

        Assert.Contains("configmap/one", result.Output, StringComparison.Ordinal);
        Assert.Contains("configmap/two", result.Output, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task CreateList_UnknownField_IsRefusedStrictly()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlReadsAsync(
            """{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"dat":{}}]}""",
            "create", "--validate=strict", "-f", "-");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("unknown field \"dat\"", result.Error, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Explain_FromTheSecondVersion_TellsOfFields()
    {
        var ns = await server.NamespaceAsync();

        var result = (await ns.KubectlAsync("explain", "job.spec.backoffLimit", "--output=plaintext-openapiv2")).Succeeded();

        Assert.Contains("FIELD:    backoffLimit <integer>", result.Output, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>What kubectl get makes of lists: formats, orders, selections and pages.</summary>
public sealed class OutputTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsTheory("kubectl")]
    [InlineData("--sort-by=.spec.parallelism", "two,three,one")]
    [InlineData("--sort-by=.metadata.name", "one,three,two")]
    [InlineData("--sort-by=.metadata.creationTimestamp", null)]
    [InlineData("--chunk-size=1", "one,three,two")]
    [InlineData("--chunk-size=2", "one,three,two")]
    [InlineData("--field-selector=metadata.name!=one", "three,two")]
    [InlineData("--field-selector=status.successful=0", "one,three,two")]
    [InlineData("--field-selector=status.successful=1", "")]
    [InlineData("--selector=size>1", "one,three")]
    [InlineData("--selector=!size", "")]
    public async Task Get_WithAnOption_ListsTheseInThisOrder(string option, string? names)
    {
        var ns = await ThreeAsync();

        var listed = (await ns.KubectlAsync("get", "jobs", option, "-o", "name")).Succeeded().Lines.Select(line => line["job.batch/".Length..]).ToList();
        Assert.Equal(names?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? ["one", "three", "two"], names is null ? listed.Order() : listed);

        // And as a table, which comes from the server.
        var rows = (await ns.KubectlAsync("get", "jobs", option, "--no-headers")).Succeeded().Lines.Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(listed.Order(), rows.Order());
    }

    [NeedsTheory("kubectl")]
    [InlineData("jsonpath={.items[*].spec.parallelism}", "3 2 1")]
    [InlineData("jsonpath={range .items[*]}{.metadata.name}:{.metadata.labels.size};{end}", "one:3;three:2;two:1;")]
    [InlineData("go-template={{range .items}}{{.metadata.name}},{{end}}", "one,three,two,")]
    [InlineData("custom-columns=NAME:.metadata.name,PODS:.spec.parallelism", "NAME    PODS\none     3\nthree   2\ntwo     1\n")]
    [InlineData("jsonpath-as-json={.items[0].metadata.name}", "[\n    \"one\"\n]\n")]
    public async Task Get_Templates_PrintThem(string format, string text)
    {
        var ns = await ThreeAsync();

        Assert.Equal(text.TrimEnd('\n'), (await ns.KubectlAsync("get", "jobs", "-o", format)).Succeeded().Output.TrimEnd('\n'));
    }

    [NeedsFact("kubectl")]
    public async Task Get_LabelColumns_AreShown()
    {
        var ns = await ThreeAsync();

        var rows = (await ns.KubectlAsync("get", "jobs", "-L", "size")).Succeeded().Lines;
        Assert.Matches(@"\sSIZE\s*$", rows[0]);
        Assert.Matches(@"^one\s.*\s3\s*$", rows[1]);
        Assert.Matches(@"^one\s.*\ssize=3\s*$", (await ns.KubectlAsync("get", "job", "one", "--show-labels")).Succeeded().Lines[1]);
        var kinds = (await ns.KubectlAsync("get", "jobs", "--show-kind", "--no-headers")).Succeeded().Lines;
        Assert.All(kinds, row => Assert.StartsWith("job.batch/", row, StringComparison.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task Get_ManagedFields_OnlyWhenAskedFor()
    {
        var ns = await ThreeAsync();

        Assert.DoesNotContain("managedFields", (await ns.KubectlAsync("get", "job", "one", "-o", "yaml")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("managedFields", (await ns.KubectlAsync("get", "job", "one", "-o", "yaml", "--show-managed-fields")).Succeeded().Output, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Get_PodsByPhase_Selects()
    {
        var ns = await server.NamespaceAsync();
        await ns.CreateAsync(Documents.Job("good", "exit 0"));
        await ns.CreateAsync(Documents.Job("bad", "exit 1", spec => spec["backoffLimit"] = 0));
        await ns.ConditionAsync("good", "Complete");
        await ns.ConditionAsync("bad", "Failed");

        Assert.StartsWith("pod/good-", Assert.Single((await ns.KubectlAsync("get", "pods", "--field-selector=status.phase=Succeeded", "-o", "name")).Succeeded().Lines), StringComparison.Ordinal);
        Assert.StartsWith("pod/bad-", Assert.Single((await ns.KubectlAsync("get", "pods", "--field-selector=status.phase!=Succeeded", "-o", "name")).Succeeded().Lines), StringComparison.Ordinal);
    }

    private async Task<TestNamespace> ThreeAsync()
    {
        var ns = await server.NamespaceAsync();
        foreach (var (name, size) in ((string, int)[])[("one", 3), ("two", 1), ("three", 2)])
        {
            var job = Documents.Job(name, "exit 0", spec => spec["suspend"] = true);
            job["metadata"]!["labels"] = new JsonObject { ["size"] = size.ToString() };
            job["spec"]!["parallelism"] = size;
            await ns.CreateAsync(job);
        }

        return ns;
    }
}

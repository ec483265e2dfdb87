using System.Text.Json.Nodes;
using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl version, api-resources, api-versions, cluster-info, auth, explain, and namespaces.</summary>
public sealed class DiscoveryTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task Version_NamesTheServer()
    {
        var ns = await server.NamespaceAsync();

        var versions = JsonNode.Parse((await ns.KubectlAsync("version", "--output=json")).Succeeded().Output);
        Assert.Equal("1", versions.Text("serverVersion", "major"));
        Assert.StartsWith("v1.", versions.Text("serverVersion", "gitVersion"), StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task ApiResources_ListsJobsAndWhatTheyNeed()
    {
        var ns = await server.NamespaceAsync();

        var rows = (await ns.KubectlAsync("api-resources", "--no-headers")).Succeeded().Lines
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.Contains("jobs batch/v1 true Job", rows);
        Assert.Contains("pods po v1 true Pod", rows);
        Assert.Contains("events ev v1 true Event", rows);
        Assert.Contains("namespaces ns v1 false Namespace", rows);
        Assert.Contains("configmaps cm v1 true ConfigMap", rows);
        Assert.Contains("nodes no v1 false Node", rows);
    }

    [NeedsFact("kubectl")]
    public async Task ApiResources_OfTheBatchGroup_NamesJobs()
    {
        var ns = await server.NamespaceAsync();

        Assert.Contains("jobs.batch", (await ns.KubectlAsync("api-resources", "--api-group=batch", "--output=name")).Succeeded().Lines);
    }

    [NeedsFact("kubectl")]
    public async Task ApiVersions_ListsTheGroups()
    {
        var ns = await server.NamespaceAsync();

        var versions = (await ns.KubectlAsync("api-versions")).Succeeded().Lines;
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "v1", "batch/v1", "events.k8s.io/v1", "coordination.k8s.io/v1", "authorization.k8s.io/v1" },
            versions.ToHashSet(StringComparer.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task ClusterInfo_NamesTheServer()
    {
        var ns = await server.NamespaceAsync();

        var url = Kubeconfig.Load(server.Process.KubeconfigPath).Server.ToString().TrimEnd('/');
        Assert.StartsWith($"Kubernetes control plane is running at {url}\n", (await ns.KubectlAsync("cluster-info")).Succeeded().Output, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task ClusterInfoDump_AsksForKindsThatAreNotOffered_GetsToItsEnd()
    {
        var ns = await server.NamespaceAsync();

        var dump = (await ns.KubectlAsync("cluster-info", "dump")).Succeeded().Output;

        Assert.All((string[])["NodeList", "ReplicationControllerList", "ServiceList", "DaemonSetList", "DeploymentList", "ReplicaSetList", "PodList"], kind => Assert.Contains($"\"kind\": \"{kind}\"", dump, StringComparison.Ordinal));
    }

    [NeedsFact("kubectl")]
    public async Task GetServices_TheServersOwn_HasNoAddress()
    {
        var ns = await server.NamespaceAsync();

        var row = Assert.Single((await ns.KubectlAsync("get", "services", "--namespace=default", "--no-headers")).Succeeded().Lines);

        Assert.Matches(@"^kubernetes\s+ClusterIP\s+None\s+<none>\s+443/TCP\s", row);
        Assert.Contains("the server does not allow this method on the requested resource", (await ns.KubectlAsync("create", "service", "clusterip", "mine", "--tcp=80")).Error, StringComparison.Ordinal);
    }

    [NeedsTheory("kubectl")]
    [InlineData("create", "jobs")]
    [InlineData("patch", "jobs/status")]
    [InlineData("get", "pods/log")]
    [InlineData("*", "*")]
    public async Task AuthCanI_Anything_SaysYes(string verb, string resource)
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("yes\n", (await ns.KubectlAsync("auth", "can-i", verb, resource)).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task AuthCanI_List_ShowsTheOneRule()
    {
        var ns = await server.NamespaceAsync();

        Assert.Matches(@"(?m)^\*\.\*\s+\[\]\s+\[\]\s+\[\*\]$", (await ns.KubectlAsync("auth", "can-i", "--list")).Succeeded().Output);
    }

    [NeedsFact("kubectl")]
    public async Task Explain_Recursive_ShowsTheTree()
    {
        var ns = await server.NamespaceAsync();

        var text = (await ns.KubectlAsync("explain", "job.spec.podFailurePolicy", "--recursive")).Succeeded().Output;
        Assert.Matches(@"(?m)^  rules\s+<\[\]PodFailurePolicyRule> -required-$", text);
        Assert.Matches(@"(?m)^    onExitCodes\s+<PodFailurePolicyOnExitCodesRequirement>$", text);
        Assert.Matches(@"(?m)^      values\s+<\[\]integer> -required-$", text);
    }

    [NeedsFact("kubectl")]
    public async Task Explain_MissingField_SaysSo()
    {
        var ns = await server.NamespaceAsync();

        var result = await ns.KubectlAsync("explain", "job.spec.nothing");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error: field \"nothing\" does not exist", result.Error, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task Explain_JobSpec_ListsItsFields()
    {
        var ns = await server.NamespaceAsync();

        var text = (await ns.KubectlAsync("explain", "job.spec")).Succeeded().Output;
        Assert.Matches(@"(?m)^GROUP:\s+batch$", text);
        Assert.Matches(@"(?m)^KIND:\s+Job$", text);
        Assert.Matches(@"(?m)^VERSION:\s+v1$", text);
        Assert.Matches(@"(?m)^FIELD: spec <JobSpec>", text);
        Assert.Matches(@"(?m)^\s+parallelism\s+<integer>$", text);
        Assert.Matches(@"(?m)^\s+podFailurePolicy\s+<PodFailurePolicy>$", text);
        Assert.Matches(@"(?m)^\s+template\s+<PodTemplateSpec> -required-$", text);
    }

    [NeedsFact("kubectl")]
    public async Task Explain_DeepField_SaysItsType()
    {
        var ns = await server.NamespaceAsync();

        var text = (await ns.KubectlAsync("explain", "job.spec.template.spec.containers.env.valueFrom.fieldRef.fieldPath")).Succeeded().Output;
        Assert.Matches(@"(?m)^FIELD: fieldPath <string>", text);
    }

    [NeedsFact("kubectl")]
    public async Task Namespaces_CreateAndGet()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("namespace/made-by-kubectl created\n", (await ns.KubectlAsync("create", "namespace", "made-by-kubectl")).Succeeded().Output);
        var rows = (await ns.KubectlAsync("get", "ns")).Succeeded().Lines;
        Assert.Matches(@"^NAME\s+STATUS\s+AGE$", rows[0]);
        Assert.Contains(rows, row => row.StartsWith("default ", StringComparison.Ordinal) && row.Contains(" Active ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("made-by-kubectl ", StringComparison.Ordinal));
        Assert.StartsWith(
            "Error from server (AlreadyExists): namespaces \"made-by-kubectl\" already exists",
            (await ns.KubectlAsync("create", "namespace", "made-by-kubectl")).Error,
            StringComparison.Ordinal);
    }
}

using JobFlows.EndToEnd.Fixtures;
using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.KubectlTour;

/// <summary>kubectl create for what goes along with Jobs.</summary>
public sealed class CreateKindsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [NeedsFact("kubectl")]
    public async Task CreateJob_FromCronJob_RunsItsTemplate()
    {
        var ns = await server.NamespaceAsync();
        Assert.Equal(
            "cronjob.batch/yearly created\n",
            (await ns.KubectlAsync("create", "cronjob", "yearly", "--image=busybox:1.36", "--schedule=0 0 1 1 *", "--", "echo", "by hand")).Succeeded().Output);
        Assert.Matches(@"(?m)^yearly\s+0 0 1 1 \*\s+<none>\s+False\s+0\s+<none>\s", (await ns.KubectlAsync("get", "cronjobs")).Succeeded().Output);

        Assert.Equal("job.batch/now created\n", (await ns.KubectlAsync("create", "job", "now", "--from=cronjob/yearly")).Succeeded().Output);
        var job = await ns.ConditionAsync("now", "Complete");
        Assert.Equal("manual", job.Text("metadata", "annotations", "cronjob.kubernetes.io/instantiate"));
        var owner = Assert.Single(job.List("metadata", "ownerReferences"));
        Assert.Equal(("CronJob", "yearly"), (owner.Text("kind"), owner.Text("name")));
        Assert.Equal("by hand\n", (await ns.KubectlAsync("logs", "job/now")).Succeeded().Output);

        (await ns.KubectlAsync("delete", "cronjob", "yearly")).Succeeded();
        await ns.GoneAsync("now");
        await ns.NoPodsAsync("now");
    }

    [NeedsFact("kubectl")]
    public async Task CreateConfigMap_FromLiteralsAndFiles_HoldsThem()
    {
        var ns = await server.NamespaceAsync();
        var folder = ns.Folder("files");
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), "some text\n");
        await File.WriteAllBytesAsync(Path.Combine(folder, "bytes"), [0, 255, 254]);

        Assert.Equal("configmap/settings created\n", (await ns.KubectlAsync("create", "configmap", "settings", "--from-literal=colour=red", $"--from-file={folder}")).Succeeded().Output);
        var map = await ns.Api.GetAsync($"/api/v1/namespaces/{ns.Name}/configmaps/settings");
        Assert.Equal(("red", "some text\n", "AP/+"), (map.Text("data", "colour"), map.Text("data", "text"), map.Text("binaryData", "bytes")));
        Assert.Matches(@"(?m)^settings\s+3\s", (await ns.KubectlAsync("get", "configmaps")).Succeeded().Output);
        Assert.Contains("some text", (await ns.KubectlAsync("describe", "configmap", "settings")).Succeeded().Output, StringComparison.Ordinal);
    }

    [NeedsFact("kubectl")]
    public async Task CreateSecret_EachKind_HoldsIt()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("secret/plain created\n", (await ns.KubectlAsync("create", "secret", "generic", "plain", "--from-literal=password=open")).Succeeded().Output);
        Assert.Equal("b3Blbg==", (await ns.KubectlAsync("get", "secret", "plain", "-o", "jsonpath={.data.password}")).Succeeded().Output.Trim());
        (await ns.KubectlAsync("create", "secret", "docker-registry", "registry", "--docker-server=r.example", "--docker-username=u", "--docker-password=p")).Succeeded();
        var rows = (await ns.KubectlAsync("get", "secrets")).Succeeded().Output;
        Assert.Matches(@"(?m)^plain\s+Opaque\s+1\s", rows);
        Assert.Matches(@"(?m)^registry\s+kubernetes\.io/dockerconfigjson\s+1\s", rows);
        var described = (await ns.KubectlAsync("describe", "secret", "plain")).Succeeded().Output;
        Assert.Matches(@"(?m)^password:\s+4 bytes$", described);
    }

    [NeedsFact("kubectl")]
    public async Task CreateServiceAccount_StandsBesideTheDefault()
    {
        var ns = await server.NamespaceAsync();

        Assert.Equal("serviceaccount/robot created\n", (await ns.KubectlAsync("create", "serviceaccount", "robot")).Succeeded().Output);
        Assert.Equal(["serviceaccount/default", "serviceaccount/robot"], (await ns.KubectlAsync("get", "serviceaccounts", "-o", "name")).Succeeded().Lines);
    }

    [NeedsFact("kubectl")]
    public async Task CreateNamespace_TheServersCertificates_AreThereAndComeBack()
    {
        var ns = await server.NamespaceAsync();

        var given = await CertificatesAsync();
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", given, StringComparison.Ordinal);
        (await ns.KubectlAsync("delete", "configmap", "kube-root-ca.crt")).Succeeded();
        Assert.Equal(given, await CertificatesAsync());
        (await ns.KubectlAsync("patch", "configmap", "kube-root-ca.crt", "-p", """{"data":{"ca.crt":"forged"}}""")).Succeeded();
        Assert.Equal(given, await CertificatesAsync());

        async Task<string> CertificatesAsync() => (await ns.KubectlAsync("get", "configmap", "kube-root-ca.crt", "-o", @"jsonpath={.data.ca\.crt}")).Succeeded().Output;
    }
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Tests.Harness;

namespace JobFlows.Workflows.Tests.Bootstrap;

public sealed class NamespaceEquipmentTests
{
    private const string Certificates = "kube-root-ca.crt";
    private static readonly Node Node = new() { Metadata = new ObjectMeta { Name = "node" }, Spec = new NodeSpec(), Status = new NodeStatus() };

    [Fact]
    public async Task Bootstrap_EveryNamespace_HasItsAccountAndTheCertificates()
    {
        await using var flows = await OpenAsync("pem");
        await CreateNamespaceAsync(flows, "team");

        await flows.Services.Bootstrap.RunAsync(Node);

        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system", "team"])
        {
            Assert.NotNull(await flows.Store.GetAsync<ServiceAccount>(ResourceTypes.ServiceAccounts, name, "default"));
            Assert.Equal("pem", (await CertificatesAsync(flows, name))?.Data?["ca.crt"]);
        }
    }

    [Fact]
    public async Task Bootstrap_OtherCertificates_ReplaceTheOldOnes()
    {
        await using var flows = await OpenAsync("new");
        await flows.Services.Bootstrap.RunAsync(Node);
        await flows.Store.ChangeAsync<ConfigMap>([Key("default")], map => map with { Data = new Dictionary<string, string> { ["ca.crt"] = "old", ["more"] = "x" } });

        await flows.Services.Bootstrap.RunAsync(Node);

        Assert.Equal(new Dictionary<string, string> { ["ca.crt"] = "new" }, (await CertificatesAsync(flows))?.Data);
    }

    [Fact]
    public async Task CreateNamespace_IsEquippedAtOnce()
    {
        await using var flows = await OpenAsync("pem");

        await flows.Services.Reactions.CreatedAsync(await CreateNamespaceAsync(flows, "team"), CancellationToken.None);

        Assert.NotNull(await CertificatesAsync(flows, "team"));
    }

    [Fact]
    public async Task Delete_WhatANamespaceNeeds_IsThereAgain()
    {
        await using var flows = await OpenAsync("pem");
        await flows.Services.Bootstrap.RunAsync(Node);
        var before = await CertificatesAsync(flows);

        await flows.Services.Deletion.DeleteAsync(ResourceTypes.ConfigMaps, Key("default"), new DeleteOptions());
        await flows.Services.Deletion.DeleteAsync(ResourceTypes.ServiceAccounts, new ObjectKey(ResourceTypes.ServiceAccounts.Resource, "default", "default"), new DeleteOptions());

        var after = await CertificatesAsync(flows);
        Assert.Equal(before!.Data, after!.Data);
        Assert.NotEqual(before.Metadata.Uid, after.Metadata.Uid);
        Assert.NotNull(await flows.Store.GetAsync<ServiceAccount>(ResourceTypes.ServiceAccounts, "default", "default"));
    }

    [Fact]
    public async Task Update_Certificates_AreAsTheyWere()
    {
        await using var flows = await OpenAsync("pem");
        await flows.Services.Bootstrap.RunAsync(Node);
        var before = (await CertificatesAsync(flows))!;
        var after = (await flows.Store.ChangeAsync<ConfigMap>([Key("default")], map => map with { Data = new Dictionary<string, string> { ["ca.crt"] = "forged" } }))[0]!;

        await flows.Services.Reactions.UpdatedAsync(before, after, CancellationToken.None);

        Assert.Equal("pem", (await CertificatesAsync(flows))?.Data?["ca.crt"]);
    }

    [Fact]
    public async Task DeleteNamespace_NothingComesBack()
    {
        await using var flows = await OpenAsync("pem");
        await flows.Services.Reactions.CreatedAsync(await CreateNamespaceAsync(flows, "team"), CancellationToken.None);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var watch = await flows.Store.WatchAsync(ResourceTypes.Namespaces.Resource, null, flows.Store.Revision, patience.Token);

        await flows.Services.Deletion.DeleteAsync(ResourceTypes.Namespaces, new ObjectKey(ResourceTypes.Namespaces.Resource, "", "team"), new DeleteOptions());

        while (await flows.Store.GetAsync<Namespace>(ResourceTypes.Namespaces, "", "team") is not null)
        {
            await watch.NextAsync(patience.Token);
        }

        Assert.Null(await CertificatesAsync(flows, "team"));
        Assert.Null(await flows.Store.GetAsync<ServiceAccount>(ResourceTypes.ServiceAccounts, "team", "default"));
    }

    private static Task<Flows> OpenAsync(string certificates) => Flows.OpenAsync(_ => null, new WorkflowOptions { Certificates = certificates });

    private static ObjectKey Key(string @namespace) => new(ResourceTypes.ConfigMaps.Resource, @namespace, Certificates);

    private static ValueTask<ConfigMap?> CertificatesAsync(Flows flows, string @namespace = "default") =>
        flows.Store.GetAsync<ConfigMap>(ResourceTypes.ConfigMaps, @namespace, Certificates);

    private static async Task<Namespace> CreateNamespaceAsync(Flows flows, string name)
    {
        var space = new Namespace
        {
            Metadata = new ObjectMeta { Name = name, Uid = Guid.NewGuid().ToString(), CreationTimestamp = TimeProvider.System.GetUtcNow() },
            Spec = new NamespaceSpec { Finalizers = ["kubernetes"] },
            Status = new NamespaceStatus { Phase = "Active" },
        };
        return KubeTypes.Read<Namespace>(((WriteResult.Written)(await flows.Store.WriteAsync([ObjectWrites.Create(ResourceTypes.Namespaces, space)]))[0]).Object);
    }
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Bootstrap;

/// <summary>The objects that every cluster has: the first namespaces, what is in each, the API server's service, and the node that pods run
/// on.</summary>
public sealed class Bootstrap(IObjectStore store, NamespaceEquipment equipment, TimeProvider clock)
{
    private static readonly string[] FirstNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];
    private static readonly string[] Protected = ["default", "kube-public", "kube-system"];

    /// <summary>Whether a namespace can't be deleted, as in Kubernetes.</summary>
    public static bool IsProtected(string @namespace) => Protected.Contains(@namespace);

    /// <summary>Makes what is missing and brings the node up to date.</summary>
    /// <param name="node">The node's name, labels and status.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task RunAsync(Node node, CancellationToken cancellation = default)
    {
        await store.WriteAsync(
            [.. FirstNamespaces.Select(CreateNamespace), CreateService(), ObjectWrites.Create(ResourceTypes.Nodes, FirstObjects.WithIdentity(node, "node", clock))],
            cancellation);
        await store.ChangeAsync<Node>(
            [ObjectWrites.KeyOf(ResourceTypes.Nodes, node)],
            current => current with { Status = node.Status, Metadata = current.Metadata with { Labels = node.Metadata.Labels } },
            cancellation: cancellation);
        await equipment.EquipAllAsync(cancellation);
    }

    private ObjectWrite CreateNamespace(string name) => ObjectWrites.Create(ResourceTypes.Namespaces, FirstObjects.WithIdentity(
        new Namespace
        {
            Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.io/metadata.name"] = name } },
            Spec = new NamespaceSpec { Finalizers = ["kubernetes"] },
            Status = new NamespaceStatus { Phase = "Active" },
        },
        "namespace",
        clock));

    // Upstream's end-to-end tests look for it before anything else, to learn which family of addresses is used. What runs here can't rely on an
    // address that leads to the server, so it has none.
    private ObjectWrite CreateService() => ObjectWrites.Create(ResourceTypes.Services, FirstObjects.WithIdentity(
        new Service
        {
            Metadata = new ObjectMeta
            {
                Name = "kubernetes",
                Namespace = "default",
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["component"] = "apiserver", ["provider"] = "kubernetes" },
            },
            Spec = new ServiceSpec
            {
                Type = "ClusterIP",
                ClusterIP = "None",
                ClusterIPs = ["None"],
                SessionAffinity = "None",
                Ports = [new ServicePort { Name = "https", Protocol = "TCP", Port = 443 }],
            },
        },
        "service",
        clock));
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Bootstrap;

/// <summary>The objects that every cluster has: the first namespaces with their service accounts, and the node that pods run on.</summary>
public sealed class Bootstrap(IObjectStore store, TimeProvider clock)
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
        var writes = FirstNamespaces.SelectMany(name => new[] { CreateNamespace(name), CreateServiceAccount(name) }).ToList();
        writes.Add(ObjectWrites.Create(ResourceTypes.Nodes, WithIdentity(node, "node")));
        await store.WriteAsync(writes, cancellation);
        await store.ChangeAsync<Node>(
            [ObjectWrites.KeyOf(ResourceTypes.Nodes, node)],
            current => current with { Status = node.Status, Metadata = current.Metadata with { Labels = node.Metadata.Labels } },
            cancellation: cancellation);
    }

    /// <summary>Gives a new namespace its <c>default</c> service account.</summary>
    public async Task EquipAsync(Namespace @namespace, CancellationToken cancellation) =>
        await store.WriteAsync([CreateServiceAccount(@namespace.Metadata.Name!)], cancellation);

    private ObjectWrite CreateNamespace(string name) => ObjectWrites.Create(ResourceTypes.Namespaces, WithIdentity(
        new Namespace
        {
            Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubernetes.io/metadata.name"] = name } },
            Spec = new NamespaceSpec { Finalizers = ["kubernetes"] },
            Status = new NamespaceStatus { Phase = "Active" },
        },
        "namespace"));

    private ObjectWrite CreateServiceAccount(string @namespace) => ObjectWrites.Create(ResourceTypes.ServiceAccounts, WithIdentity(
        new ServiceAccount { Metadata = new ObjectMeta { Name = "default", Namespace = @namespace } }, "serviceaccount"));

    private T WithIdentity<T>(T value, string scope)
        where T : KubeObject
    {
        var now = clock.GetUtcNow();
        return value with
        {
            Metadata = value.Metadata with
            {
                Uid = DerivedUid.From($"{scope}/{value.Metadata.Namespace}/{value.Metadata.Name}", now.Ticks.ToString()),
                CreationTimestamp = now,
            },
        };
    }
}

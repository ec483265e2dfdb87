using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Bootstrap;

/// <summary>What clients find in every namespace: the <c>default</c> service account, and the ConfigMap <c>kube-root-ca.crt</c> with the
/// certificates by which the API server is known. As upstream both come back when they are deleted, and the ConfigMap when it is changed.</summary>
/// <param name="store">The objects.</param>
/// <param name="certificates">The certificates, PEM; empty where clients need none.</param>
/// <param name="clock">The time.</param>
public sealed class NamespaceEquipment(IObjectStore store, string certificates, TimeProvider clock)
{
    private const string ServiceAccountName = "default";
    private const string CertificatesName = "kube-root-ca.crt";
    private const string CertificatesKey = "ca.crt";
    private const string DescriptionAnnotation = "kubernetes.io/description";
    private const string Description = "Contains the certificates by which the API server can be verified.";

    /// <summary>Whether an object is part of it.</summary>
    public static bool Includes(KubeObject value) => value is ConfigMap { Metadata.Name: CertificatesName } or ServiceAccount { Metadata.Name: ServiceAccountName };

    /// <summary>Makes what a namespace lacks, and brings the certificates up to date.</summary>
    public async Task EquipAsync(string @namespace, CancellationToken cancellation = default)
    {
        var account = new ServiceAccount { Metadata = new ObjectMeta { Name = ServiceAccountName, Namespace = @namespace } };
        var map = Right(new ConfigMap { Metadata = new ObjectMeta { Name = CertificatesName, Namespace = @namespace } })!;
        await store.ChangeAsync<ConfigMap>(
            [ObjectWrites.KeyOf(ResourceTypes.ConfigMaps, map)],
            Right,
            along:
            [
                ObjectWrites.Create(ResourceTypes.ServiceAccounts, FirstObjects.WithIdentity(account, "serviceaccount", clock)),
                ObjectWrites.Create(ResourceTypes.ConfigMaps, FirstObjects.WithIdentity(map, "configmap", clock)),
            ],
            cancellation: cancellation);
    }

    /// <summary>Does so for all namespaces that stay.</summary>
    public async Task EquipAllAsync(CancellationToken cancellation = default)
    {
        await foreach (var stored in store.ListAllAsync(new ListQuery { Resource = ResourceTypes.Namespaces.Resource }, cancellation))
        {
            if (KubeTypes.Read<Namespace>(stored).Metadata is { DeletionTimestamp: null, Name: { } name })
            {
                await EquipAsync(name, cancellation);
            }
        }
    }

    /// <summary>Does so after a client has deleted or changed <paramref name="value"/>, if its namespace stays.</summary>
    public async Task RestoreAsync(KubeObject value, CancellationToken cancellation = default)
    {
        if (Includes(value)
            && value.Metadata.Namespace is { } @namespace
            && await store.GetAsync<Namespace>(ResourceTypes.Namespaces, "", @namespace, cancellation) is { Metadata.DeletionTimestamp: null })
        {
            await EquipAsync(@namespace, cancellation);
        }
    }

    private ConfigMap? Right(ConfigMap map)
    {
        var annotations = map.Metadata.Annotations;
        if (map.Data is { Count: 1 } && map.Data.GetValueOrDefault(CertificatesKey) == certificates && !string.IsNullOrEmpty(annotations?.GetValueOrDefault(DescriptionAnnotation)))
        {
            return null;
        }

        return map with
        {
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { [CertificatesKey] = certificates },
            Metadata = map.Metadata with
            {
                Annotations = new Dictionary<string, string>(annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [DescriptionAnnotation] = Description },
            },
        };
    }
}

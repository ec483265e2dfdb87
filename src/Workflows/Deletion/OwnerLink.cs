using System.Security.Cryptography;
using System.Text;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;

namespace JobFlows.Workflows.Deletion;

/// <summary>A note that an object, written by a client, names an owner. The store indexes an object under one owner, its controller; these
/// notes lead from every other owner to it.</summary>
/// <remarks>
/// They are kept in the store as objects of a resource that isn't served, and committed along with the dependent. A note may be out of date: the
/// dependent's own references count. Objects that our controllers make need none.
/// </remarks>
/// <param name="Owner">Where the owner is, if the reference is right.</param>
/// <param name="OwnerUid">The UID that the reference names.</param>
/// <param name="Dependent">The object that has the reference.</param>
public sealed record OwnerLink(ObjectKey Owner, string OwnerUid, ObjectKey Dependent)
{
    /// <summary>The resource that the notes are kept as.</summary>
    internal const string Resource = "ownerlinks";

    /// <summary>The notes to write along with an object.</summary>
    /// <param name="before">The object before the change; null for a new one.</param>
    /// <param name="after">The object about to be written.</param>
    /// <param name="dependent">Its place.</param>
    public static IEnumerable<ObjectWrite> Writes(KubeObject? before, KubeObject after, ObjectKey dependent) => New(before, after, dependent).Select(Write);

    /// <summary>The notes on all owners that an object names and has not named before.</summary>
    internal static IEnumerable<OwnerLink> New(KubeObject? before, KubeObject after, ObjectKey dependent)
    {
        if (after.Metadata.OwnerReferences is not { Count: > 0 } owners || dependent.Resource == ResourceTypes.Events.Resource)
        {
            return [];
        }

        var known = before?.Metadata.OwnerReferences ?? [];
        return owners
            .Where(owner => !known.Any(other => other.Uid == owner.Uid && other.Name == owner.Name && other.Kind == owner.Kind && other.ApiVersion == owner.ApiVersion))
            .Select(owner => (Uid: owner.Uid ?? "", Key: KeyOf(owner, dependent.Namespace)))
            .Where(owner => owner.Key is not null)
            .Select(owner => new OwnerLink(owner.Key!.Value, owner.Uid, dependent));
    }

    /// <summary>Where a reference leads to; null for kinds that aren't stored here, and for owners that an object can't have.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="namespace">The dependent's namespace; empty for a cluster-wide object.</param>
    internal static ObjectKey? KeyOf(OwnerReference reference, string @namespace) =>
        KubeTypes.All.FirstOrDefault(type => type.ApiVersion == reference.ApiVersion && type.Kind == reference.Kind) is { } type
        && !(type.Namespaced && @namespace.Length == 0)
            ? new ObjectKey(type.Resource, type.Namespaced ? @namespace : "", reference.Name ?? "")
            : null;

    /// <summary>The query for the notes on an owner.</summary>
    internal static ListQuery Query(string ownerUid) => new() { Resource = Resource, Namespace = Shelf(ownerUid) };

    internal static OwnerLink Read(StoredObject stored) => WorkflowJson.Read<Stored>(stored.Json.Span).Link;

    internal static ObjectWrite Write(OwnerLink link)
    {
        var key = new ObjectKey(Resource, Shelf(link.OwnerUid), Digest($"{link.Dependent}{link.Owner}"));
        return new ObjectWrite.Create { Key = key, Uid = key.Name, Json = WorkflowJson.Write(new Stored(new ObjectMeta { Name = key.Name }, link)) };
    }

    internal static ObjectWrite Removal(StoredObject stored) => new ObjectWrite.Delete { Key = stored.Key, Json = stored.Json, ExpectedRevision = stored.Revision };

    /// <summary>A short name for what may be long, or of any characters.</summary>
    internal static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    // Clients write what they like into a reference.
    private static string Shelf(string ownerUid) => Digest(ownerUid);

    private sealed record Stored(ObjectMeta Metadata, OwnerLink Link);
}

using System.Text.Json;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Objects;

/// <summary>Makes <see cref="ObjectWrite"/>s from typed objects.</summary>
public static class ObjectWrites
{
    /// <summary>Creates <paramref name="value"/>, whose metadata has a name and a UID.</summary>
    public static ObjectWrite.Create Create(ResourceType type, KubeObject value) => new()
    {
        Key = KeyOf(type, value),
        Uid = value.Metadata.Uid ?? throw new ArgumentException("the object has no UID", nameof(value)),
        Owner = OwnerOf(value),
        Json = Bytes(type, value),
    };

    /// <summary>Replaces the object that <paramref name="value"/> was read as; or, where it is marked for deletion and nothing holds it
    /// any more, removes it.</summary>
    public static ObjectWrite Update(ResourceType type, KubeObject value)
    {
        var revision = long.Parse(value.Metadata.ResourceVersion ?? throw new ArgumentException("the object has no revision", nameof(value)));
        return IsHeld(value)
            ? new ObjectWrite.Update { Key = KeyOf(type, value), ExpectedRevision = revision, Owner = OwnerOf(value), Json = Bytes(type, value) }
            : Delete(type, value);
    }

    /// <summary>Removes the object; <paramref name="value"/> is its last state.</summary>
    public static ObjectWrite.Delete Delete(ResourceType type, KubeObject value) => new()
    {
        Key = KeyOf(type, value),
        ExpectedRevision = long.Parse(value.Metadata.ResourceVersion ?? throw new ArgumentException("the object has no revision", nameof(value))),
        Owner = OwnerOf(value),
        Json = Bytes(type, value),
    };

    /// <summary>Where the object is.</summary>
    public static ObjectKey KeyOf(ResourceType type, KubeObject value) =>
        new(type.Resource, type.Namespaced ? value.Metadata.Namespace ?? "" : "", value.Metadata.Name ?? throw new ArgumentException("the object has no name", nameof(value)));

    /// <summary>The UID of the controlling owner, else of the first owner, else null.</summary>
    public static string? OwnerOf(KubeObject value) => value.Metadata.OwnerReferences is { Count: > 0 } owners
        ? (owners.FirstOrDefault(owner => owner.Controller == true) ?? owners[0]).Uid
        : null;

    /// <summary>Whether an object stays: it is not marked for deletion, or a grace period or a finalizer holds it (upstream
    /// <c>ShouldDeleteDuringUpdate</c>).</summary>
    public static bool IsHeld(KubeObject value) =>
        value.Metadata.DeletionTimestamp is null
        || value.Metadata.DeletionGracePeriodSeconds is not (null or 0)
        || value.Metadata.Finalizers is { Count: > 0 }
        || value is Namespace { Spec.Finalizers.Count: > 0 };

    private static byte[] Bytes(ResourceType type, KubeObject value)
    {
        var stored = value with
        {
            ApiVersion = type.ApiVersion,
            Kind = type.Kind,
            Metadata = value.Metadata with { ResourceVersion = null },
        };
        return JsonSerializer.SerializeToUtf8Bytes(stored, stored.GetType(), KubeJson.Context);
    }
}

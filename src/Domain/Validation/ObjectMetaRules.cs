using System.Text;
using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Validation;

/// <summary>The metadata rules that all kinds share.</summary>
internal static class ObjectMetaRules
{
    private const int AnnotationsMaxBytes = 256 * 1024;
    private const int FieldManagerMaxBytes = 128;
    private static readonly string[] StandardFinalizers = ["kubernetes", "orphan", "foregroundDeletion"];

    internal static void Validate(ObjectMeta meta, bool namespaced, Func<string, IEnumerable<string>> nameRule, FieldErrors errors)
    {
        var path = FieldPath.Metadata;
        if (!string.IsNullOrEmpty(meta.GenerateName))
        {
            errors.InvalidEach(path.Child("generateName"), meta.GenerateName, nameRule(MaskTrailingDash(meta.GenerateName)));
        }

        if (string.IsNullOrEmpty(meta.Name))
        {
            errors.Required(path.Child("name"), "name or generateName is required");
        }
        else
        {
            errors.InvalidEach(path.Child("name"), meta.Name, nameRule(meta.Name));
        }

        Namespace(meta.Namespace, namespaced, path.Child("namespace"), errors);
        FieldRules.NonNegative(path.Child("generation"), meta.Generation, errors);
        Common(meta, path, errors, includingFinalizers: true);
        KubeFinalizers(meta.Finalizers, path.Child("finalizers"), errors);
    }

    internal static void ValidateUpdate(ObjectMeta old, ObjectMeta meta, FieldErrors errors)
    {
        var path = FieldPath.Metadata;
        var finalizers = path.Child("finalizers");
        if (old.DeletionTimestamp is not null)
        {
            var added = (meta.Finalizers ?? []).Except(old.Finalizers ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (added.Count > 0)
            {
                errors.Forbidden(
                    finalizers,
                    $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(GoValue.Quote))}}}");
            }
        }

        if (string.IsNullOrEmpty(meta.ResourceVersion))
        {
            errors.Invalid(path.Child("resourceVersion"), "", "must be specified for an update");
        }

        FieldRules.NonNegative(path.Child("generation"), meta.Generation, errors);
        if ((meta.Generation ?? 0) < (old.Generation ?? 0))
        {
            errors.Invalid(path.Child("generation"), meta.Generation ?? 0, "must not be decremented");
        }

        Immutable(path.Child("name"), meta.Name ?? "", old.Name ?? "", errors);
        Immutable(path.Child("namespace"), meta.Namespace ?? "", old.Namespace ?? "", errors);
        Immutable(path.Child("uid"), meta.Uid ?? "", old.Uid ?? "", errors);
        Immutable(path.Child("creationTimestamp"), meta.CreationTimestamp, old.CreationTimestamp, errors);
        Immutable(path.Child("deletionTimestamp"), meta.DeletionTimestamp, old.DeletionTimestamp, errors);
        Immutable(path.Child("deletionGracePeriodSeconds"), meta.DeletionGracePeriodSeconds, old.DeletionGracePeriodSeconds, errors);
        Common(meta, path, errors, includingFinalizers: false);
        KubeFinalizers(meta.Finalizers, finalizers, errors);
    }

    /// <summary>Annotations: qualified names in any case, and 256 KiB in all.</summary>
    internal static void Annotations(IReadOnlyDictionary<string, string>? annotations, FieldPath path, FieldErrors errors)
    {
        var size = 0L;
        foreach (var (key, value) in annotations ?? new Dictionary<string, string>())
        {
            errors.InvalidEach(path, key, Names.QualifiedName(key.ToLowerInvariant()));
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (size > AnnotationsMaxBytes)
        {
            errors.TooLong(path, AnnotationsMaxBytes);
        }
    }

    /// <summary>A finalizer's name: qualified, or one of the old short ones.</summary>
    internal static void FinalizerName(string name, FieldPath path, FieldErrors errors)
    {
        FieldRules.QualifiedName(path, name, errors);
        KubeFinalizerName(name, path, errors);
    }

    // What generateName becomes has more after it, so a dash at the end is fine.
    private static string MaskTrailingDash(string name) => name.Length > 1 && name.EndsWith('-') ? name[..^2] + "a" : name;

    private static void Namespace(string? value, bool namespaced, FieldPath path, FieldErrors errors)
    {
        if (!namespaced)
        {
            if (!string.IsNullOrEmpty(value))
            {
                errors.Forbidden(path, "not allowed on this type");
            }
        }
        else if (string.IsNullOrEmpty(value))
        {
            errors.Required(path);
        }
        else
        {
            FieldRules.Dns1123Label(path, value, errors);
        }
    }

    private static void Common(ObjectMeta meta, FieldPath path, FieldErrors errors, bool includingFinalizers)
    {
        LabelRules.Labels(meta.Labels, path.Child("labels"), errors);
        Annotations(meta.Annotations, path.Child("annotations"), errors);
        OwnerReferences(meta.OwnerReferences ?? [], path.Child("ownerReferences"), errors);
        if (includingFinalizers)
        {
            Finalizers(meta.Finalizers ?? [], path.Child("finalizers"), errors);
        }

        ManagedFields(meta.ManagedFields ?? [], path.Child("managedFields"), errors);
    }

    private static void Immutable<T>(FieldPath path, T value, T old, FieldErrors errors)
    {
        if (!EqualityComparer<T>.Default.Equals(value, old))
        {
            errors.Invalid(path, value, FieldRules.ImmutableMessage);
        }
    }

    private static void OwnerReferences(IReadOnlyList<OwnerReference> owners, FieldPath path, FieldErrors errors)
    {
        string? controller = null;
        for (var i = 0; i < owners.Count; i++)
        {
            var owner = owners[i];
            OwnerReference(owner, path.Index(i), errors);
            if (owner.Controller != true)
            {
                continue;
            }

            var name = $"{owner.Kind}/{owner.Name}";
            if (controller is not null)
            {
                errors.Invalid(
                    path,
                    owners,
                    $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {name}");
            }

            controller ??= name;
        }
    }

    private static void OwnerReference(OwnerReference owner, FieldPath path, FieldErrors errors)
    {
        var version = owner.ApiVersion ?? "";
        if (version.Length == 0)
        {
            errors.Required(path.Child("apiVersion"), "must not be empty");
        }
        else if (version.Count(c => c == '/') > 1 || version.EndsWith('/'))
        {
            errors.Invalid(path.Child("apiVersion"), version, "must be <group>/<version> or <version>");
        }

        FieldRules.RequiredText(path.Child("kind"), owner.Kind, errors, "must not be empty");
        FieldRules.RequiredText(path.Child("name"), owner.Name, errors, "must not be empty");
        FieldRules.RequiredText(path.Child("uid"), owner.Uid, errors, "must not be empty");
        if (owner is { ApiVersion: "v1", Kind: "Event" })
        {
            errors.Invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner");
        }
    }

    private static void Finalizers(IReadOnlyList<string> finalizers, FieldPath path, FieldErrors errors)
    {
        foreach (var finalizer in finalizers)
        {
            FieldRules.QualifiedName(path, finalizer, errors);
        }

        if (finalizers.Contains("orphan", StringComparer.Ordinal) && finalizers.Contains("foregroundDeletion", StringComparer.Ordinal))
        {
            errors.Invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    private static void KubeFinalizers(IReadOnlyList<string>? finalizers, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < (finalizers?.Count ?? 0); i++)
        {
            KubeFinalizerName(finalizers![i], path.Index(i), errors);
        }
    }

    private static void KubeFinalizerName(string name, FieldPath path, FieldErrors errors)
    {
        if (!name.Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(name, StringComparer.Ordinal))
        {
            errors.Invalid(path, name, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    private static void ManagedFields(IReadOnlyList<ManagedFieldsEntry> entries, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, at) = (entries[i], path.Index(i));
            if (string.IsNullOrEmpty(entry.Operation))
            {
                errors.Required(at.Child("operation"), "must not be empty");
            }
            else
            {
                FieldRules.OneOf(at.Child("operation"), entry.Operation, errors, "Apply", "Update");
            }

            if (!string.IsNullOrEmpty(entry.FieldsType) && entry.FieldsType != "FieldsV1")
            {
                errors.Invalid(at.Child("fieldsType"), entry.FieldsType, "must be `FieldsV1`");
            }

            if (Encoding.UTF8.GetByteCount(entry.Manager ?? "") > FieldManagerMaxBytes)
            {
                errors.TooLong(at.Child("manager"), FieldManagerMaxBytes);
            }
        }
    }
}

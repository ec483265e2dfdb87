using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Namespaces.</summary>
public sealed class NamespaceStrategy() : ObjectStrategy<Namespace>(ResourceTypes.Namespaces)
{
    private const string Finalizer = "kubernetes";
    private const string NameLabel = "kubernetes.io/metadata.name";

    private protected override Namespace Default(Namespace obj) => WithNameLabel(obj);

    private protected override Namespace Created(Namespace obj)
    {
        var finalizers = obj.Spec?.Finalizers ?? [];
        return WithNameLabel(obj) with
        {
            Spec = new NamespaceSpec
            {
                Finalizers = finalizers.Contains(Finalizer, StringComparer.Ordinal) ? finalizers : [.. finalizers, Finalizer],
            },
            Status = new NamespaceStatus { Phase = "Active" },
        };
    }

    private protected override Namespace Updated(Namespace old, Namespace updated) =>
        updated with { Spec = old.Spec, Status = old.Status };

    private protected override Namespace StatusUpdated(Namespace old, Namespace updated) => WithNameLabel(updated) with { Spec = old.Spec };

    private protected override void Check(Namespace obj, FieldErrors errors) => NamespaceRules.Validate(obj, errors);

    private protected override void CheckUpdate(Namespace old, Namespace updated, FieldErrors errors)
    {
    }

    private protected override void CheckStatusUpdate(Namespace old, Namespace updated, FieldErrors errors) =>
        NamespaceRules.ValidateStatusUpdate(updated, errors);

    // Selectors by label can then pick a namespace by its name.
    private static Namespace WithNameLabel(Namespace obj) => obj.Metadata.Name is not { Length: > 0 } name ? obj : obj with
    {
        Metadata = obj.Metadata with
        {
            Labels = new Dictionary<string, string>(obj.Metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [NameLabel] = name },
        },
    };
}

using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Deletion;

/// <summary>What a deletion means to dependents, and the finalizers that stand for it.</summary>
public static class Propagation
{
    /// <summary>Dependents are deleted after the owner is gone.</summary>
    public const string Background = nameof(Background);

    /// <summary>The owner goes after its dependents.</summary>
    public const string Foreground = nameof(Foreground);

    /// <summary>Dependents stay and lose their reference.</summary>
    public const string Orphan = nameof(Orphan);

    internal const string ForegroundFinalizer = "foregroundDeletion";
    internal const string OrphanFinalizer = "orphan";

    /// <summary>The kinds that are looked for in the store's index of owners.</summary>
    internal static readonly IReadOnlyList<ResourceType> DependentTypes = [ResourceTypes.Pods, ResourceTypes.Jobs, ResourceTypes.ConfigMaps, ResourceTypes.Secrets];

    /// <summary>The finalizers of an object that is being deleted with this policy.</summary>
    internal static IReadOnlyList<string> Finalizers(IReadOnlyList<string>? present, string? policy)
    {
        var others = (present ?? []).Where(finalizer => finalizer is not (ForegroundFinalizer or OrphanFinalizer));
        return policy switch
        {
            Foreground => [.. others, ForegroundFinalizer],
            Orphan => [.. others, OrphanFinalizer],
            _ => [.. others],
        };
    }

    /// <summary>The policy that an object's finalizers stand for, or null.</summary>
    internal static string? Of(KubeObject? value) =>
        value?.Metadata.Finalizers is not { } finalizers ? null
        : finalizers.Contains(ForegroundFinalizer) ? Foreground
        : finalizers.Contains(OrphanFinalizer) ? Orphan
        : null;

    /// <summary>The object without a finalizer; null if it has none such.</summary>
    internal static KubeObject? WithoutFinalizer(KubeObject value, string finalizer) => value.Metadata.Finalizers?.Contains(finalizer) == true
        ? value with { Metadata = value.Metadata with { Finalizers = value.Metadata.Finalizers.Where(other => other != finalizer).ToList() is { Count: > 0 } rest ? rest : null } }
        : null;
}

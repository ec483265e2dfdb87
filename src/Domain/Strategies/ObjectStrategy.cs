using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Strategies;

/// <summary>What all kinds have in common; a kind says only what is special about it.</summary>
public abstract class ObjectStrategy<T>(ResourceType type) : IObjectStrategy<T>
    where T : KubeObject
{
    /// <inheritdoc/>
    public ResourceType Type { get; } = type;

    /// <inheritdoc/>
    public virtual bool AllowsCreateOnUpdate => false;

    /// <inheritdoc/>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>Whether changes of the spec are counted in <c>metadata.generation</c>.</summary>
    private protected virtual bool CountsGeneration => false;

    /// <inheritdoc/>
    public T PrepareForCreate(T obj, CreateContext context)
    {
        var defaulted = Default(obj);
        return Created(defaulted with
        {
            ApiVersion = Type.ApiVersion,
            Kind = Type.Kind,
            Metadata = ObjectMetadata.ForCreate(defaulted.Metadata, context, Type.Namespaced, CountsGeneration),
        });
    }

    /// <inheritdoc/>
    public T PrepareForUpdate(T old, T updated)
    {
        var result = Updated(old, WithMetadata(old, Default(updated)));
        return CountsGeneration && SpecChanged(old, result)
            ? result with { Metadata = result.Metadata with { Generation = (old.Metadata.Generation ?? 0) + 1 } }
            : result;
    }

    /// <inheritdoc/>
    public T PrepareForStatusUpdate(T old, T updated) => StatusUpdated(old, WithMetadata(old, updated));

    /// <inheritdoc/>
    public IReadOnlyList<FieldError> Validate(T obj) => FieldErrors.Collect(errors => Check(obj, errors));

    /// <inheritdoc/>
    public IReadOnlyList<FieldError> ValidateUpdate(T old, T updated) => FieldErrors.Collect(errors =>
    {
        ObjectMetaRules.ValidateUpdate(old.Metadata, updated.Metadata, errors);
        CheckUpdate(old, updated, errors);
    });

    /// <inheritdoc/>
    public IReadOnlyList<FieldError> ValidateStatusUpdate(T old, T updated) => FieldErrors.Collect(errors =>
    {
        ObjectMetaRules.ValidateUpdate(old.Metadata, updated.Metadata, errors);
        CheckStatusUpdate(old, updated, errors);
    });

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Warnings(T obj, T? old = null) => [];

    KubeObject IObjectStrategy.Default(KubeObject obj) => Default((T)obj);

    KubeObject IObjectStrategy.PrepareForCreate(KubeObject obj, CreateContext context) => PrepareForCreate((T)obj, context);

    KubeObject IObjectStrategy.PrepareForUpdate(KubeObject old, KubeObject updated) => PrepareForUpdate((T)old, (T)updated);

    KubeObject IObjectStrategy.PrepareForStatusUpdate(KubeObject old, KubeObject updated) => PrepareForStatusUpdate((T)old, (T)updated);

    IReadOnlyList<FieldError> IObjectStrategy.Validate(KubeObject obj) => Validate((T)obj);

    IReadOnlyList<FieldError> IObjectStrategy.ValidateUpdate(KubeObject old, KubeObject updated) => ValidateUpdate((T)old, (T)updated);

    IReadOnlyList<FieldError> IObjectStrategy.ValidateStatusUpdate(KubeObject old, KubeObject updated) => ValidateStatusUpdate((T)old, (T)updated);

    IReadOnlyList<string> IObjectStrategy.Warnings(KubeObject obj, KubeObject? old) => Warnings((T)obj, (T?)old);

    /// <summary>Fills in what has a default.</summary>
    private protected virtual T Default(T obj) => obj;

    /// <summary>Clears or makes what is special in a new object.</summary>
    private protected virtual T Created(T obj) => obj;

    /// <summary>Puts back what an update of the object can't change.</summary>
    private protected virtual T Updated(T old, T updated) => updated;

    /// <summary>Puts back what an update of the status can't change.</summary>
    private protected virtual T StatusUpdated(T old, T updated) => updated;

    /// <summary>Whether the wanted state differs.</summary>
    private protected virtual bool SpecChanged(T old, T updated) => false;

    /// <summary>Checks a new object.</summary>
    private protected abstract void Check(T obj, FieldErrors errors);

    /// <summary>Checks an update; the metadata's own rules have been checked.</summary>
    private protected virtual void CheckUpdate(T old, T updated, FieldErrors errors) => Check(updated, errors);

    /// <summary>Checks a status update; the metadata's own rules have been checked.</summary>
    private protected virtual void CheckStatusUpdate(T old, T updated, FieldErrors errors)
    {
    }

    private T WithMetadata(T old, T updated) => updated with
    {
        ApiVersion = Type.ApiVersion,
        Kind = Type.Kind,
        Metadata = ObjectMetadata.ForUpdate(old.Metadata, updated.Metadata, Type.Namespaced, AllowsUnconditionalUpdate),
    };
}

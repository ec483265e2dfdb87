using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Strategies;

/// <summary>The typed form of <see cref="IObjectStrategy"/>.</summary>
public interface IObjectStrategy<T> : IObjectStrategy
    where T : KubeObject
{
    /// <inheritdoc cref="IObjectStrategy.PrepareForCreate"/>
    T PrepareForCreate(T obj, CreateContext context);

    /// <inheritdoc cref="IObjectStrategy.PrepareForUpdate"/>
    T PrepareForUpdate(T old, T updated);

    /// <inheritdoc cref="IObjectStrategy.PrepareForStatusUpdate"/>
    T PrepareForStatusUpdate(T old, T updated);

    /// <inheritdoc cref="IObjectStrategy.Validate"/>
    IReadOnlyList<FieldError> Validate(T obj);

    /// <inheritdoc cref="IObjectStrategy.ValidateUpdate"/>
    IReadOnlyList<FieldError> ValidateUpdate(T old, T updated);

    /// <inheritdoc cref="IObjectStrategy.ValidateStatusUpdate"/>
    IReadOnlyList<FieldError> ValidateStatusUpdate(T old, T updated);

    /// <inheritdoc cref="IObjectStrategy.Warnings"/>
    IReadOnlyList<string> Warnings(T obj, T? old = null);
}

using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Strategies;

/// <summary>The rules of one kind, for an API server that treats all kinds alike. Everything is pure: objects go in, new ones come out.</summary>
/// <remarks>To write an object: prepare it, then validate the result, then store it. Objects of another kind are a bug of the caller.</remarks>
public interface IObjectStrategy
{
    /// <summary>The kind.</summary>
    ResourceType Type { get; }

    /// <summary>Whether a PUT on a name that does not exist creates the object.</summary>
    bool AllowsCreateOnUpdate { get; }

    /// <summary>Whether an update may leave out the revision it is based on.</summary>
    bool AllowsUnconditionalUpdate { get; }

    /// <summary>Fills in what has a default, and nothing else.</summary>
    KubeObject Default(KubeObject obj);

    /// <summary>Defaults the object, fills in its metadata and clears what clients can't set.</summary>
    KubeObject PrepareForCreate(KubeObject obj, CreateContext context);

    /// <summary>Defaults the object and puts back what an update can't change, its status among it; counts the generation.</summary>
    KubeObject PrepareForUpdate(KubeObject old, KubeObject updated);

    /// <summary>Takes the status and the metadata of <paramref name="updated"/>, and everything else of <paramref name="old"/>.</summary>
    KubeObject PrepareForStatusUpdate(KubeObject old, KubeObject updated);

    /// <summary>What is wrong with a new object.</summary>
    IReadOnlyList<FieldError> Validate(KubeObject obj);

    /// <summary>What is wrong with an update.</summary>
    IReadOnlyList<FieldError> ValidateUpdate(KubeObject old, KubeObject updated);

    /// <summary>What is wrong with a status update.</summary>
    IReadOnlyList<FieldError> ValidateStatusUpdate(KubeObject old, KubeObject updated);

    /// <summary>What is allowed but hardly meant, for the <c>Warning</c> header; <paramref name="old"/> is null for a new object.</summary>
    IReadOnlyList<string> Warnings(KubeObject obj, KubeObject? old = null);
}

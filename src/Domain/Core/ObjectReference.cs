using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Core;

/// <summary>An object, or a part of one.</summary>
[AtomicValue]
public sealed record ObjectReference
{
    /// <summary>The object's kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The object's UID.</summary>
    public string? Uid { get; init; }

    /// <summary>The object's API group and version, such as batch/v1.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The revision of the object that is meant.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The part that is meant, such as spec.containers{main}; absent for the whole object.</summary>
    public string? FieldPath { get; init; }
}

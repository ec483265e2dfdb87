using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>A server-side apply.</summary>
internal sealed record ApplyRequest
{
    /// <summary>The object as it is, or null when there is none and apply creates it.</summary>
    public KubeObject? Current { get; init; }

    /// <summary>The request body: YAML or JSON, the fields that the manager wants.</summary>
    public required ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>What the result is to be.</summary>
    public required DecodeTarget Target { get; init; }

    /// <summary>The name given as <c>fieldManager</c>; required of an apply.</summary>
    public required string Manager { get; init; }

    /// <summary>Takes fields from other managers instead of failing.</summary>
    public bool Force { get; init; }

    /// <summary>The subresource written to, or null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>What becomes of duplicate fields; unknown ones always fail an apply.</summary>
    public FieldValidation Validation { get; init; }

    /// <summary>The time for <c>managedFields</c>.</summary>
    public required DateTimeOffset Now { get; init; }
}

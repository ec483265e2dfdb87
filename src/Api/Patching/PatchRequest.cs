using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>A patch of an existing object by one of the three kinds of patch that are not server-side apply.</summary>
internal sealed record PatchRequest
{
    /// <summary>The media type, without parameters: one of <see cref="PatchTypes"/>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The object as it is, as JSON.</summary>
    public required ReadOnlyMemory<byte> Current { get; init; }

    /// <summary>The request body, as JSON.</summary>
    public required ReadOnlyMemory<byte> Patch { get; init; }

    /// <summary>What the result is to be.</summary>
    public required DecodeTarget Target { get; init; }

    /// <summary>What becomes of unknown and duplicate fields.</summary>
    public FieldValidation Validation { get; init; }
}

using JobFlows.Domain.Meta;

namespace JobFlows.Api.Schema;

/// <summary>What became of a request body.</summary>
internal abstract record DecodeResult
{
    private DecodeResult()
    {
    }

    /// <summary>It was understood.</summary>
    /// <param name="Value">An instance of the target's type; of a served kind, with its <c>apiVersion</c> and <c>kind</c> filled in.</param>
    /// <param name="Warnings">Texts for <c>Warning: 299</c> headers; empty unless validation is <see cref="FieldValidation.Warn"/>.</param>
    public sealed record Decoded(object Value, IReadOnlyList<string> Warnings) : DecodeResult;

    /// <summary>It was not.</summary>
    /// <param name="Status">400 BadRequest, 413 RequestEntityTooLarge or 415 UnsupportedMediaType, complete.</param>
    public sealed record Refused(Status Status) : DecodeResult;
}

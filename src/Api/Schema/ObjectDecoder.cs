namespace JobFlows.Api.Schema;

/// <summary>Turns request bodies into objects, strictly by the schema of their C# types.</summary>
internal static class ObjectDecoder
{
    /// <summary>Bodies above this many bytes are refused with 413.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>Reads a JSON or YAML body.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">The Content-Type header; JSON when absent.</param>
    /// <param name="target">What it is to become. A body may leave out its apiVersion and kind; if it names others it is refused.</param>
    /// <param name="validation">What becomes of unknown and duplicate fields.</param>
    public static DecodeResult Decode(ReadOnlyMemory<byte> body, string? contentType, DecodeTarget target, FieldValidation validation) =>
        throw new NotSupportedException();
}

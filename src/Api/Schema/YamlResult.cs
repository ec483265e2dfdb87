namespace JobFlows.Api.Schema;

/// <summary>What became of a YAML document.</summary>
internal abstract record YamlResult
{
    private YamlResult()
    {
    }

    /// <summary>It is JSON now.</summary>
    /// <param name="Json">UTF-8 JSON; of a key given twice the last value counts.</param>
    /// <param name="Duplicates">A text that names each key given twice, in Go's words; empty when there is none.</param>
    public sealed record Converted(ReadOnlyMemory<byte> Json, IReadOnlyList<string> Duplicates) : YamlResult;

    /// <summary>It is not YAML, or more than is accepted.</summary>
    /// <param name="Message">Why, with the line.</param>
    public sealed record Failed(string Message) : YamlResult;
}

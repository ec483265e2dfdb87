namespace JobFlows.Api.Schema;

/// <summary>A YAML value with its line. An alias is the very node that its anchor names.</summary>
internal abstract record YamlNode(long Line)
{
    /// <summary>A scalar, not yet resolved.</summary>
    /// <param name="Line">Its line.</param>
    /// <param name="Text">Its text, unescaped.</param>
    /// <param name="Plain">Whether it stands without quotes, so that it may be a number.</param>
    /// <param name="Tag">Its explicit tag, or empty.</param>
    public sealed record Scalar(long Line, string Text, bool Plain, string Tag) : YamlNode(Line);

    /// <summary>A sequence.</summary>
    public sealed record Sequence(long Line) : YamlNode(Line)
    {
        /// <summary>Its items.</summary>
        public List<YamlNode> Items { get; } = [];
    }

    /// <summary>A mapping.</summary>
    public sealed record Mapping(long Line) : YamlNode(Line)
    {
        /// <summary>Its entries, duplicates included.</summary>
        public List<(YamlNode Key, YamlNode Value)> Entries { get; } = [];
    }

    /// <summary>A use of an anchor.</summary>
    public sealed record Alias(long Line, YamlNode Target) : YamlNode(Line);
}

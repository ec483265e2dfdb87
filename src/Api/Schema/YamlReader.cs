using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace JobFlows.Api.Schema;

/// <summary>Builds the tree of a YAML document from the parser's events.</summary>
internal sealed class YamlReader
{
    private readonly IParser parser;
    private readonly Dictionary<string, YamlNode> anchors = new(StringComparer.Ordinal);

    private YamlReader(IParser parser) => this.parser = parser;

    /// <summary>The only document of <paramref name="text"/>; null when it is empty.</summary>
    /// <exception cref="YamlException">It is not YAML, nests too deeply, or has several documents.</exception>
    public static YamlNode? Read(string text)
    {
        var reader = new YamlReader(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        reader.parser.Consume<StreamStart>();
        if (reader.parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        reader.parser.Consume<DocumentStart>();
        var node = reader.Node(0);
        reader.parser.Consume<DocumentEnd>();
        if (!reader.parser.Accept<StreamEnd>(out _) && reader.parser.Current is { } rest)
        {
            throw new YamlException(rest.Start, rest.End, "the body holds more than one document");
        }

        return node;
    }

    private YamlNode Node(int depth)
    {
        var next = parser.Consume<ParsingEvent>();
        if (depth > SchemaScan.MaxDepth)
        {
            throw new YamlException(next.Start, next.End, "exceeded max depth");
        }

        switch (next)
        {
            case AnchorAlias alias:
                return anchors.TryGetValue(alias.Value.Value, out var target)
                    ? new YamlNode.Alias(alias.Start.Line, target)
                    : throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value.Value}' referenced");
            case Scalar scalar:
                return Anchored(scalar, new YamlNode.Scalar(scalar.Start.Line, scalar.Value, scalar.Style == ScalarStyle.Plain, Tag(scalar)));
            case SequenceStart start:
                var sequence = Anchored(start, new YamlNode.Sequence(start.Start.Line));
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    sequence.Items.Add(Node(depth + 1));
                }

                return sequence;
            case MappingStart start:
                var mapping = Anchored(start, new YamlNode.Mapping(start.Start.Line));
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    mapping.Entries.Add((Node(depth + 1), Node(depth + 1)));
                }

                return mapping;
            default:
                throw new YamlException(next.Start, next.End, "did not find expected node content");
        }
    }

    private T Anchored<T>(NodeEvent start, T node)
        where T : YamlNode
    {
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private static string Tag(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value;
}

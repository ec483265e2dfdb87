using System.Text;
using YamlDotNet.Core;

namespace JobFlows.Api.Schema;

/// <summary>Turns YAML into JSON as <c>sigs.k8s.io/yaml</c> does: YAML 1.1 scalars, string keys, merge keys, bounded aliases.</summary>
internal sealed class YamlToJson
{
    // A document may refer to an anchor often, but what it expands to must stay in proportion: a few lines can otherwise become gigabytes.
    private const int FreeNodes = 10_000;
    private const int MaxNodes = 1_000_000;
    private const int MaxRatio = 20;

    private readonly StringBuilder json = new();
    private readonly List<string> duplicates = [];
    private readonly HashSet<YamlNode> open = new(ReferenceEqualityComparer.Instance);
    private long nodes;
    private long expanded;
    private int aliases;

    /// <summary>Converts one document; an empty one is <c>null</c>.</summary>
    public static YamlResult Convert(string text)
    {
        try
        {
            var writer = new YamlToJson();
            writer.Write(YamlReader.Read(text) ?? new YamlNode.Scalar(1, "", Plain: true, ""));
            IReadOnlyList<string> problems = writer.duplicates.Count == 0
                ? []
                : ["yaml: unmarshal errors:" + string.Concat(writer.duplicates)];
            return new YamlResult.Converted(Encoding.UTF8.GetBytes(writer.json.ToString()), problems);
        }
        catch (YamlException e)
        {
            var line = e.Start.Line > 0 ? $"line {e.Start.Line}: " : "";
            return new YamlResult.Failed(line + e.Message);
        }
        catch (InvalidOperationException)
        {
            // The parser ends so on some broken flow collections.
            return new YamlResult.Failed("did not find expected node content");
        }
    }

    private void Write(YamlNode node)
    {
        Count(node);
        switch (node)
        {
            case YamlNode.Scalar scalar:
                json.Append(YamlScalar.ToJson(scalar) ?? throw Error(node, $"unsupported value: {scalar.Text}"));
                break;
            case YamlNode.Alias alias:
                aliases++;
                Write(alias.Target);
                aliases--;
                break;
            case YamlNode.Sequence sequence:
                Enter(node);
                json.Append('[');
                foreach (var item in sequence.Items)
                {
                    Separate('[');
                    Write(item);
                }

                json.Append(']');
                open.Remove(node);
                break;
            case YamlNode.Mapping mapping:
                Enter(node);
                json.Append('{');
                foreach (var (key, value) in Entries(mapping, report: true))
                {
                    Separate('{');
                    json.Append(YamlScalar.JsonText(key)).Append(':');
                    Write(value);
                }

                json.Append('}');
                open.Remove(node);
                break;
        }
    }

    private void Count(YamlNode node)
    {
        nodes++;
        expanded += aliases > 0 ? 1 : 0;
        if (nodes > MaxNodes || (expanded > FreeNodes && expanded > MaxRatio * (nodes - expanded)))
        {
            throw Error(node, "document contains excessive aliasing");
        }
    }

    private void Enter(YamlNode node)
    {
        if (!open.Add(node) || open.Count > SchemaScan.MaxDepth)
        {
            throw Error(node, open.Contains(node) ? "anchor value contains itself" : "exceeded max depth");
        }
    }

    private void Separate(char opening)
    {
        if (json[^1] != opening)
        {
            json.Append(',');
        }
    }

    // The mapping's own keys win over merged ones, and earlier merged mappings over later ones.
    private Dictionary<string, YamlNode> Entries(YamlNode.Mapping mapping, bool report)
    {
        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (keyNode, value) in mapping.Entries)
        {
            var scalar = Target(keyNode) as YamlNode.Scalar;
            if (scalar is { Text: "<<", Plain: true })
            {
                continue;
            }

            var key = (scalar is null ? null : YamlScalar.ToKey(scalar)) ?? throw Error(keyNode, "unsupported map key");
            if (!entries.TryAdd(key, value))
            {
                entries[key] = value;
                if (report)
                {
                    duplicates.Add($"\n  line {keyNode.Line}: key {GoText.Quote(key)} already set in map");
                }
            }
        }

        foreach (var (keyNode, value) in mapping.Entries)
        {
            if (Target(keyNode) is YamlNode.Scalar { Text: "<<", Plain: true })
            {
                Merge(entries, value);
            }
        }

        return entries;
    }

    private void Merge(Dictionary<string, YamlNode> entries, YamlNode value)
    {
        var sources = Target(value) is YamlNode.Sequence list ? list.Items : [value];
        foreach (var source in sources)
        {
            if (Target(source) is not YamlNode.Mapping merged)
            {
                throw Error(value, "map merge requires map or sequence of maps as the value");
            }

            Enter(merged);
            aliases++;
            foreach (var (key, item) in Entries(merged, report: false))
            {
                Count(item);
                entries.TryAdd(key, new YamlNode.Alias(item.Line, item));
            }

            aliases--;
            open.Remove(merged);
        }
    }

    private static YamlNode Target(YamlNode node) => node is YamlNode.Alias alias ? alias.Target : node;

    private static YamlException Error(YamlNode node, string message)
    {
        var mark = new Mark(0, node.Line, 1);
        return new YamlException(mark, mark, message);
    }
}

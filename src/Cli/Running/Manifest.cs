using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JobFlows.Cli.Running;

/// <summary>One document of a file.</summary>
/// <param name="ApiVersion">Its apiVersion.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">The namespace it names, else <c>default</c>.</param>
/// <param name="Text">Itself, YAML or JSON.</param>
internal sealed partial record Manifest(string ApiVersion, string Kind, string Namespace, string Text)
{
    /// <summary>The documents of a file, in order.</summary>
    /// <exception cref="FormatException">It is not YAML or JSON, or a document lacks its apiVersion or kind.</exception>
    public static IReadOnlyList<Manifest> Parse(string text) => [.. Separator().Split(text).SelectMany(Read)];

    private static IEnumerable<Manifest> Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: {e.Message}", e);
        }

        if (stream.Documents.Count == 0)
        {
            return [];
        }

        if (stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            throw new FormatException("a document is not a mapping");
        }

        var kind = Scalar(root, "kind") ?? throw new FormatException("kind is not set");
        if (kind == "List" && root.Children.TryGetValue("items", out var items) && items is YamlSequenceNode list)
        {
            return list.SelectMany(item => Read(Write(item)));
        }

        return
        [
            new Manifest(
            Scalar(root, "apiVersion") ?? throw new FormatException("apiVersion is not set"),
            kind,
            root.Children.TryGetValue("metadata", out var metadata) && metadata is YamlMappingNode map ? Scalar(map, "namespace") ?? "default" : "default",
            text),
        ];
    }

    private static string Write(YamlNode node)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    private static string? Scalar(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : null;

    [GeneratedRegex(@"^---(?:[ \t].*)?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}

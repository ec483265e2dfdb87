using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>The summaries of the API types, from the XML documentation of the assembly that declares them (embedded in this one).</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, string> summaries;

    private DocComments(Dictionary<string, string> summaries) => this.summaries = summaries;

    /// <summary>Reads the embedded documentation; without one, nothing has a summary.</summary>
    public static DocComments Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("JobFlows.Domain.xml");
        return stream is null ? new([]) : Parse(XDocument.Load(stream, LoadOptions.PreserveWhitespace));
    }

    /// <summary>Reads a documentation file.</summary>
    public static DocComments Parse(XDocument document) => new(document.Descendants("member")
        .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal));

    /// <summary>A type's summary, or null.</summary>
    public string? Of(Type type) => summaries.GetValueOrDefault("T:" + type.FullName?.Replace('+', '.'));

    /// <summary>A property's summary, or null.</summary>
    public string? Of(PropertyInfo property) =>
        summaries.GetValueOrDefault($"P:{property.DeclaringType?.FullName?.Replace('+', '.')}.{property.Name}");

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        Append(element, text);
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value);
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference when reference.IsEmpty:
                    text.Append(Name(reference));
                    break;
                case XElement { Name.LocalName: "para" or "br" or "item" } block:
                    text.Append(' ');
                    Append(block, text);
                    text.Append(' ');
                    break;
                case XElement inner:
                    Append(inner, text);
                    break;
            }
        }
    }

    // A property is shown by its JSON name, a type by its own.
    private static string Name(XElement reference)
    {
        var target = reference.Attributes().FirstOrDefault()?.Value ?? "";
        var name = target[(target.LastIndexOf('.') + 1)..];
        return target.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

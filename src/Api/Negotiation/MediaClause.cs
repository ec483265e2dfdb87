namespace JobFlows.Api.Negotiation;

/// <summary>One alternative of an Accept header.</summary>
internal sealed record MediaClause(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsJson => Type is "application/json" or "application/*" or "*/*";

    public bool IsYaml => Type is "application/yaml";

    /// <summary>Whether this alternative, which may be a range of types, takes in a media type.</summary>
    public bool Takes(string type) =>
        Type == type || Type is "*/*" || (Type.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(Type[..^1], StringComparison.Ordinal));

    /// <summary>The kind asked for instead of the object's own, such as <c>Table</c>; null for its own.</summary>
    public string? As => Parameters.GetValueOrDefault("as");

    public string Group => Parameters.GetValueOrDefault("g", "");

    public string Version => Parameters.GetValueOrDefault("v", "");

    /// <summary>How much it is wanted, from 0 to 1.</summary>
    public double Quality =>
        double.TryParse(Parameters.GetValueOrDefault("q", "1"), System.Globalization.CultureInfo.InvariantCulture, out var q) ? q : 0;

    /// <summary>Cuts a header into its alternatives, most wanted first.</summary>
    public static IReadOnlyList<MediaClause> Parse(string header) =>
        [.. header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One).OrderByDescending(c => c.Quality)];

    private static MediaClause One(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0)
            {
                parameters[part[..cut]] = part[(cut + 1)..].Trim('"');
            }
        }

        return new MediaClause(parts[0].ToLowerInvariant(), parameters);
    }
}

namespace JobFlows.Api.Routing;

/// <summary>A path below <c>/api/v1</c> or <c>/apis/GROUP/VERSION</c>, taken apart.</summary>
internal sealed record RequestPath
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    /// <summary>Null when the path names no namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The resource, such as <c>jobs</c>; null for the group version itself.</summary>
    public string? Resource { get; init; }

    public string? Name { get; init; }

    public string? Subresource { get; init; }

    /// <summary>Whether it is one of the old paths that begin with <c>watch/</c>, which watch without being asked to.</summary>
    public bool Watch { get; init; }

    /// <summary>Takes a path apart; null when it is not one of these.</summary>
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] => Below("", version, rest),
            ["apis", var group, var version, .. var rest] => Below(group, version, rest),
            _ => null,
        };
    }

    private static RequestPath Below(string group, string version, string[] rest)
    {
        var path = new RequestPath { Group = group, Version = version };
        return rest switch
        {
            [] => path,
            ["watch", _, ..] => Below(group, version, rest[1..]) with { Watch = true },
            ["namespaces", var name] => path with { Resource = "namespaces", Name = name },
            ["namespaces", var name, "status" or "finalize"] => path with { Resource = "namespaces", Name = name, Subresource = rest[2] },
            ["namespaces", var space, var resource] => path with { Namespace = space, Resource = resource },
            ["namespaces", var space, var resource, var name] => path with { Namespace = space, Resource = resource, Name = name },
            ["namespaces", var space, var resource, var name, .. var sub] =>
                path with { Namespace = space, Resource = resource, Name = name, Subresource = string.Join('/', sub) },
            [var resource] => path with { Resource = resource },
            [var resource, var name] => path with { Resource = resource, Name = name },
            [var resource, var name, .. var sub] => path with { Resource = resource, Name = name, Subresource = string.Join('/', sub) },
        };
    }
}

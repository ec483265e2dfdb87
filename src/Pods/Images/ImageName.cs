using System.Text.RegularExpressions;

namespace JobFlows.Pods.Images;

/// <summary>Takes image references apart.</summary>
internal static partial class ImageName
{
    /// <summary>What is wrong with a reference, in the words of the Docker reference grammar; null when nothing is.</summary>
    public static string? Problem(string image)
    {
        var slash = image.IndexOf('/');
        var first = slash < 0 ? string.Empty : image[..slash];
        var hasRegistry = slash >= 0 && (first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsUpper));
        var rest = hasRegistry ? image[(slash + 1)..] : slash < 0 ? "library/" + image : image;
        var name = rest.IndexOf(':') is var colon and > 0 ? rest[..colon] : rest;
        return name.Any(char.IsUpper) ? $"invalid reference format: repository name ({name}) must be lowercase"
            : Reference().IsMatch((hasRegistry ? first : "docker.io") + "/" + rest) ? null
            : "invalid reference format";
    }

    /// <summary>The reference with its registry: <c>busybox:1.36</c> gives <c>docker.io/library/busybox:1.36</c>.</summary>
    public static string Full(string image)
    {
        var slash = image.IndexOf('/');
        return slash < 0 ? $"docker.io/library/{image}"
            : image[..slash] == "localhost" || image.AsSpan(0, slash).ContainsAny('.', ':') ? image
            : $"docker.io/{image}";
    }

    /// <summary>The repository path: no registry, no <c>library/</c>, no tag, no digest. <c>docker.io/library/busybox:1.36</c> gives <c>busybox</c>.</summary>
    public static string Path(string image)
    {
        var name = image.Split('@')[0];
        var slash = name.LastIndexOf('/');
        var colon = name.LastIndexOf(':');
        if (colon > slash)
        {
            name = name[..colon];
        }

        var first = name.IndexOf('/');
        if (first > 0 && (name[..first].AsSpan().ContainsAny('.', ':') || name[..first] == "localhost"))
        {
            name = name[(first + 1)..];
        }

        return name.StartsWith("library/", StringComparison.Ordinal) ? name["library/".Length..] : name;
    }

    /// <summary>
    /// Whether a pattern (<c>*</c> stands for anything) means the image. Without a slash it is compared with the path's last part, as in
    /// <c>perl</c> or <c>pause*</c>; with one, with the whole path.
    /// </summary>
    public static bool Matches(string pattern, string image)
    {
        var path = Path(image);
        var subject = pattern.Contains('/') ? path : path[(path.LastIndexOf('/') + 1)..];
        return pattern == "*" || System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, subject, ignoreCase: false);
    }

    [GeneratedRegex(
        @"^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}

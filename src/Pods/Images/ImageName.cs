namespace JobFlows.Pods.Images;

/// <summary>Takes image references apart.</summary>
internal static class ImageName
{
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
}

namespace JobFlows.Api;

/// <summary>Settings of the Kubernetes surface.</summary>
public sealed class KubernetesApiOptions
{
    /// <summary>The Kubernetes version that <c>/version</c> names. Default <c>v1.36.0+jobflows</c>.</summary>
    public string GitVersion { get; set; } = "v1.36.0+jobflows";

    /// <summary>A watch that names no time-out, or a longer one, ends after this. Default one hour. A host that ends requests
    /// by itself (Azure Functions) sets it below its own limit.</summary>
    public TimeSpan MaxWatchDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a watch that asked for bookmarks gets one. Default one minute.</summary>
    public TimeSpan BookmarkInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Request bodies above this many bytes are refused with 413. Default 3 MiB, as in Kubernetes.</summary>
    public int MaxBodyBytes { get; set; } = 3 * 1024 * 1024;

    /// <summary>Everything that is wrong with the settings; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (MaxWatchDuration <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(MaxWatchDuration)} must be positive");
        }

        if (BookmarkInterval <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(BookmarkInterval)} must be positive");
        }

        if (MaxBodyBytes <= 0)
        {
            problems.Add($"{nameof(MaxBodyBytes)} must be positive");
        }

        if (!Discovery.ServerVersion.TryParse(GitVersion, out _, out _))
        {
            problems.Add($"{nameof(GitVersion)} must look like v1.36.0");
        }

        return problems;
    }
}

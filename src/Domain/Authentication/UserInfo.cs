namespace JobFlows.Domain.Authentication;

/// <summary>A user.</summary>
public sealed record UserInfo
{
    /// <summary>The name, unique among all users.</summary>
    public string? Username { get; init; }

    /// <summary>Tells users apart who had the same name at different times.</summary>
    public string? Uid { get; init; }

    /// <summary>The groups that the user is in.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>What else the authenticator tells.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }
}

namespace JobFlows.Functions.Authentication;

/// <summary>Which Microsoft Entra ID tokens are let in. Settings begin with <c>JobFlows__Entra__</c>.</summary>
internal sealed record EntraOptions
{
    /// <summary>The tenant that issues the tokens: its ID or domain.</summary>
    public string? TenantId { get; init; }

    /// <summary>The application that the tokens must be meant for: its ID or its identifier URI.</summary>
    public string? Audience { get; init; }

    /// <summary>The issuer's address. Default: the public cloud's for the tenant.</summary>
    public string? Authority { get; init; }

    /// <summary>The app role that may change objects. Default <c>Jobs.ReadWrite</c>.</summary>
    public string WriterRole { get; init; } = "Jobs.ReadWrite";

    /// <summary>The app role that may read objects. Default <c>Jobs.Read</c>.</summary>
    public string ReaderRole { get; init; } = "Jobs.Read";

    /// <summary>Whether Entra ID is configured at all.</summary>
    public bool IsUsed => TenantId is not null || Audience is not null || Authority is not null;

    /// <summary>Where the issuer's keys are found.</summary>
    public Uri Metadata => new($"{(Authority ?? $"https://login.microsoftonline.com/{TenantId}/v2.0").TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>Everything that is wrong with the settings.</summary>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Audience))
        {
            yield return "JobFlows__Entra__Audience is needed: the ID of the application registration";
        }

        if (string.IsNullOrWhiteSpace(TenantId) && string.IsNullOrWhiteSpace(Authority))
        {
            yield return "JobFlows__Entra__TenantId is needed: the ID of the Entra ID tenant";
        }

        if (Authority is not null && !(Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.IsLoopback)))
        {
            yield return $"JobFlows__Entra__Authority: \"{Authority}\" is not an https URL";
        }
    }
}

using JobFlows.Api.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JobFlows.Functions.Authentication;

/// <summary>Knows the tokens that Microsoft Entra ID issues for this application to those that have one of its roles.</summary>
internal sealed partial class EntraTokens : ITokenAuthenticator
{
    private readonly EntraOptions options;
    private readonly ILogger log;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> issuer;
    private readonly TokenValidationParameters parameters;

    /// <param name="options">Which tokens.</param>
    /// <param name="log">Why tokens were refused is told here, and not to who sent them.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public EntraTokens(EntraOptions options, ILogger<EntraTokens> log)
    {
        var problems = options.Validate().ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        this.options = options;
        this.log = log;
        issuer = new(options.Metadata.ToString(), new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever { RequireHttps = !options.Metadata.IsLoopback });
        parameters = new TokenValidationParameters
        {
            ConfigurationManager = issuer,
            ValidAudience = options.Audience,
            ValidateIssuer = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            ClockSkew = TimeSpan.FromMinutes(2),
        };
    }

    public async ValueTask<Caller?> AuthenticateAsync(string token, CancellationToken cancellation)
    {
        if (!handler.CanReadToken(token))
        {
            return null;
        }

        // Application and user tokens of version 1.0 and 2.0 differ in their issuer; the metadata names the one that is right.
        var result = await handler.ValidateTokenAsync(token, parameters);
        if (!result.IsValid)
        {
            LogRefused(log, result.Exception?.Message ?? "invalid");
            return null;
        }

        var claims = (JsonWebToken)result.SecurityToken;
        var roles = claims.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var access = roles.Contains(options.WriterRole) ? Access.Write : roles.Contains(options.ReaderRole) ? Access.Read : Access.None;
        if (access == Access.None)
        {
            LogRefused(log, $"it has neither of the roles {options.WriterRole} and {options.ReaderRole}");
        }

        return new Caller(NameOf(claims), [.. roles, "system:authenticated"], access);
    }

    // Users have a name; applications have their ID.
    private static string NameOf(JsonWebToken claims) =>
        new[] { "preferred_username", "upn", "azp", "appid", "sub" }.Select(type => claims.TryGetClaim(type, out var claim) ? claim.Value : null).FirstOrDefault(name => name is not null) ?? "unknown";

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "A bearer token was refused: {Why}")]
    private static partial void LogRefused(ILogger log, string why);
}

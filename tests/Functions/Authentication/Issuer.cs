using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JobFlows.Functions.Tests.Authentication;

/// <summary>An issuer of tokens as Entra ID is one, with keys and metadata of its own.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "key-1" };
    private readonly WebApplication app;

    private Issuer(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new Issuer(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Url, jwks_uri = $"{issuer.Url}/keys" }));
        app.MapGet("/keys", () =>
        {
            var parameters = issuer.key.Rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", kid = issuer.key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } },
            });
        });
        await app.StartAsync();
        return issuer;
    }

    /// <summary>A token of this issuer, with what the test wants different.</summary>
    public string Token(string audience = "api://jobflows", string? from = null, DateTime? expires = null, SecurityKey? signedWith = null, params string[] roles) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = from ?? Url,
            Audience = audience,
            NotBefore = (expires ?? DateTime.UtcNow) - TimeSpan.FromHours(2),
            IssuedAt = (expires ?? DateTime.UtcNow) - TimeSpan.FromHours(2),
            Expires = expires ?? DateTime.UtcNow + TimeSpan.FromHours(1),
            Claims = new Dictionary<string, object> { ["roles"] = roles, ["preferred_username"] = "ann@contoso.com" },
            SigningCredentials = new SigningCredentials(signedWith ?? key, signedWith is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256),
        });

    /// <summary>A token that never expires.</summary>
    public string Endless(params string[] roles) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Url,
        Audience = "api://jobflows",
        Claims = new Dictionary<string, object> { ["roles"] = roles },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }
}

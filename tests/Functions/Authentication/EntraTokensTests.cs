using System.Security.Cryptography;
using JobFlows.Api.Authentication;
using JobFlows.Functions.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace JobFlows.Functions.Tests.Authentication;

public sealed class EntraTokensTests : IAsyncLifetime
{
    private Issuer issuer = null!;
    private EntraTokens tokens = null!;

    public async Task InitializeAsync()
    {
        issuer = await Issuer.StartAsync();
        tokens = new EntraTokens(new EntraOptions { Authority = issuer.Url, Audience = "api://jobflows" }, NullLogger<EntraTokens>.Instance);
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    [Theory]
    [InlineData(Access.Write, "Jobs.ReadWrite")]
    [InlineData(Access.Read, "Jobs.Read")]
    [InlineData(Access.Write, "Jobs.Read", "Jobs.ReadWrite")]
    [InlineData(Access.None, "Other")]
    [InlineData(Access.None)]
    public async Task Roles_SayWhatTheCallerMay(Access access, params string[] roles)
    {
        var caller = await tokens.AuthenticateAsync(issuer.Token(roles: roles), default);

        Assert.Equal(("ann@contoso.com", access), (caller!.Name, caller.Access));
    }

    [Fact]
    public async Task Expired_IsUnknown() => Assert.Null(await AskAsync(issuer.Token(expires: DateTime.UtcNow - TimeSpan.FromMinutes(10), roles: "Jobs.Read")));

    [Fact]
    public async Task OtherAudience_IsUnknown() => Assert.Null(await AskAsync(issuer.Token(audience: "api://other", roles: "Jobs.Read")));

    [Fact]
    public async Task OtherIssuer_IsUnknown() => Assert.Null(await AskAsync(issuer.Token(from: "https://example.com", roles: "Jobs.Read")));

    [Fact]
    public async Task OtherKey_IsUnknown()
    {
        using var rsa = RSA.Create(2048);

        Assert.Null(await AskAsync(issuer.Token(signedWith: new RsaSecurityKey(rsa) { KeyId = "key-1" }, roles: "Jobs.ReadWrite")));
    }

    [Fact]
    public async Task SymmetricSignature_IsUnknown() =>
        Assert.Null(await AskAsync(issuer.Token(signedWith: new SymmetricSecurityKey(new byte[32]), roles: "Jobs.ReadWrite")));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJKb2JzLlJlYWRXcml0ZSJdfQ.")]
    public async Task NoToken_IsUnknown(string text) => Assert.Null(await AskAsync(text));

    private async Task<Caller?> AskAsync(string token) => await tokens.AuthenticateAsync(token, default);
}

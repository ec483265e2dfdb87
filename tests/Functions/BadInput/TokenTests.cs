using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JobFlows.Functions.Tests.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace JobFlows.Functions.Tests.BadInput;

/// <summary>Requests whose token is wrong get the answer that Kubernetes gives, from the function that takes them all.</summary>
public sealed class TokenTests(Cloud cloud) : IClassFixture<Cloud>
{
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    // {"alg":"none"} and the claims of a writer.
    private const string Unsigned = "eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJKb2JzLlJlYWRXcml0ZSJdLCJhdWQiOiJhcGk6Ly9qb2JmbG93cyIsImV4cCI6NDEwMjQ0NDgwMH0.";

    private static readonly DateTime Now = DateTime.UtcNow;

    public static TheoryData<string> Wrong => ["none", "empty", "basic", "garbage", "expired", "not yet valid", "without an end", "other audience", "other issuer", "other key", "unsigned", "symmetric"];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Token_Wrong_IsUnauthorizedAndStartsNothing(string what)
    {
        var starts = cloud.Starts;

        var (code, body) = await cloud.AskAsync("GET", Jobs, Header(what));

        var status = JsonNode.Parse(body)!;
        Assert.Equal((401, "Unauthorized", "Unauthorized"), (code, (string?)status["reason"], (string?)status["message"]));
        Assert.Equal("Status", (string?)status["kind"]);
        Assert.Equal(starts, cloud.Starts);
    }

    [Theory]
    [InlineData("GET", 403, "list")]
    [InlineData("POST", 403, "create")]
    [InlineData("GET", 200, "", "Jobs.Read")]
    [InlineData("POST", 403, "create", "Jobs.Read")]
    public async Task Role_Missing_IsForbidden(string method, int code, string verb, params string[] roles)
    {
        var (answered, body) = await cloud.AskAsync(method, Jobs, $"Bearer {cloud.Issuer.Token(roles: roles)}", method == "POST" ? "{}" : null);

        Assert.Equal(code, answered);
        if (code == 403)
        {
            var status = JsonNode.Parse(body)!;
            Assert.Equal("Forbidden", (string?)status["reason"]);
            Assert.Contains($"User \"ann@contoso.com\" cannot {verb} resource \"jobs\" in API group \"batch\"", (string?)status["message"], StringComparison.Ordinal);
        }
    }

    private string? Header(string what)
    {
        using var rsa = RSA.Create(2048);
        var issuer = cloud.Issuer;
        string[] roles = ["Jobs.ReadWrite"];
        return what switch
        {
            "none" => null,
            "empty" => "Bearer ",
            "basic" => "Basic YW5uOnNlY3JldA==",
            "garbage" => "Bearer a.b.c",
            "expired" => $"Bearer {issuer.Token(expires: Now - TimeSpan.FromMinutes(10), roles: roles)}",
            "not yet valid" => $"Bearer {issuer.Token(expires: Now + TimeSpan.FromHours(5), roles: roles)}",
            "without an end" => $"Bearer {issuer.Endless(roles)}",
            "other audience" => $"Bearer {issuer.Token(audience: "api://other", roles: roles)}",
            "other issuer" => $"Bearer {issuer.Token(from: "https://example.com", roles: roles)}",
            "other key" => $"Bearer {issuer.Token(signedWith: new RsaSecurityKey(rsa) { KeyId = "key-1" }, roles: roles)}",
            "unsigned" => $"Bearer {Unsigned}",
            "symmetric" => $"Bearer {issuer.Token(signedWith: new SymmetricSecurityKey(new byte[32]), roles: roles)}",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such token"),
        };
    }
}

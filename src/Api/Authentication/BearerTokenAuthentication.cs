using System.Security.Cryptography;
using System.Text;
using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Authentication;

/// <summary>Lets in requests that carry one of the known bearer tokens; the others get a 401 Status. Health checks and the version stay open.</summary>
public sealed class BearerTokenAuthentication
{
    private static readonly string[] Open = ["/livez", "/readyz", "/healthz", "/version"];
    private readonly byte[][] digests;

    /// <param name="tokens">The tokens; at least one, none empty.</param>
    public BearerTokenAuthentication(IEnumerable<string> tokens)
    {
        digests = [.. tokens.Select(Digest)];
        if (digests.Length == 0 || tokens.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("at least one token is needed, and none may be empty", nameof(tokens));
        }
    }

    /// <summary>The middleware.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">What comes after.</param>
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (IsOpen(http.Request.Path) || IsKnown(http.Request.Headers.Authorization.ToString()))
        {
            return next(http);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerWriter.WriteAsync(http, ApiErrors.Unauthorized());
    }

    private static bool IsOpen(PathString path) =>
        Open.Any(p => path.StartsWithSegments(p, StringComparison.Ordinal));

    /// <summary>Digests have one length and every one is compared, so the time taken tells nothing of the tokens.</summary>
    private bool IsKnown(string authorization)
    {
        const string Scheme = "Bearer ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var digest = Digest(authorization[Scheme.Length..].Trim());
        var known = false;
        foreach (var candidate in digests)
        {
            known |= CryptographicOperations.FixedTimeEquals(candidate, digest);
        }

        return known;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token ?? ""));
}

using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Authentication;

/// <summary>Lets in requests that carry a bearer token which somebody knows; the others get a 401 Status. Health checks and the version stay open.</summary>
/// <param name="authenticators">They are asked in turn; at least one.</param>
public sealed class RequestAuthentication(params IReadOnlyList<ITokenAuthenticator> authenticators)
{
    private static readonly string[] Open = ["/livez", "/readyz", "/healthz", "/version"];

    /// <summary>The middleware.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">What comes after.</param>
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (await CallerAsync(http) is { } caller)
        {
            caller.Enter(http);
        }
        else if (!Open.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await AnswerWriter.WriteAsync(http, ApiErrors.Unauthorized());
            return;
        }

        await next(http);
    }

    private async ValueTask<Caller?> CallerAsync(HttpContext http)
    {
        const string Scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header[Scheme.Length..].Trim() is not { Length: > 0 } token)
        {
            return null;
        }

        foreach (var authenticator in authenticators)
        {
            if (await authenticator.AuthenticateAsync(token, http.RequestAborted) is { } caller)
            {
                return caller;
            }
        }

        return null;
    }
}

using JobFlows.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>Answers <c>/livez</c>, <c>/readyz</c> and <c>/healthz</c>.</summary>
internal static class HealthChecks
{
    private static readonly string[] Checks = ["ping", "store"];

    public static Answer Handle(HttpRequest request)
    {
        var name = request.Path.Value!.Trim('/');
        if (!request.Query.ContainsKey("verbose"))
        {
            return new Answer.Text(200, "ok");
        }

        var lines = Checks.Select(c => $"[+]{c} ok\n");
        return new Answer.Text(200, $"{string.Concat(lines)}{name} check passed\n");
    }
}

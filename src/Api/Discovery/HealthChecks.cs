using JobFlows.Api.Answers;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>Answers <c>/livez</c>, <c>/readyz</c> and <c>/healthz</c>. A server lives that answers at all; it is ready when its store answers too.</summary>
internal static class HealthChecks
{
    private static readonly ObjectKey Anything = new("namespaces", "", "default");

    public static async Task<Answer> HandleAsync(HttpRequest request, IObjectStore store)
    {
        var name = request.Path.Value!.Trim('/');
        var lines = "[+]ping ok\n";
        var healthy = true;
        if (name != "livez")
        {
            healthy = await AnswersAsync(store, request.HttpContext.RequestAborted);
            lines += healthy ? "[+]store ok\n" : "[-]store failed: reason withheld\n";
        }

        return !healthy ? new Answer.Text(500, $"{lines}{name} check failed\n")
            : request.Query.ContainsKey("verbose") ? new Answer.Text(200, $"{lines}{name} check passed\n")
            : new Answer.Text(200, "ok");
    }

    private static async Task<bool> AnswersAsync(IObjectStore store, CancellationToken cancellation)
    {
        try
        {
            await store.GetAsync(Anything, cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }
}

using System.Text;
using JobFlows.Api.Answers;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Discovery;

/// <summary>Answers <c>/livez</c>, <c>/readyz</c> and <c>/healthz</c>, and each check below them. A server lives that answers at all; it is
/// ready when its store answers too.</summary>
internal sealed class HealthChecks
{
    private const string Ping = "ping";
    private const string Store = "store";
    private static readonly ObjectKey Anything = new("namespaces", "", "default");
    private readonly string name;
    private readonly IReadOnlyList<string> checks;
    private readonly bool single;

    private HealthChecks(string name, IReadOnlyList<string> checks, bool single) => (this.name, this.checks, this.single) = (name, checks, single);

    /// <summary>The checks that a path stands for; null when it stands for none.</summary>
    public static HealthChecks? Find(string path)
    {
        IReadOnlyList<string> all = path.Split('/') switch
        {
            ["", "livez", ..] => [Ping],
            ["", "readyz" or "healthz", ..] => [Ping, Store],
            _ => [],
        };
        return path.Split('/') switch
        {
            ["", var name] when all.Count > 0 => new HealthChecks(name, all, single: false),
            ["", var name, var check] when all.Contains(check) => new HealthChecks(name, [check], single: true),
            _ => null,
        };
    }

    public async Task<Answer> AnswerAsync(HttpRequest request, IObjectStore store)
    {
        var excluded = request.Query["exclude"].OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var lines = new StringBuilder();
        var healthy = true;
        foreach (var check in checks)
        {
            if (excluded.Remove(check) && !single)
            {
                lines.Append($"[+]{check} excluded: ok\n");
                continue;
            }

            var passes = check == Ping || await AnswersAsync(store, request.HttpContext.RequestAborted);
            lines.Append(passes ? $"[+]{check} ok\n" : $"[-]{check} failed: reason withheld\n");
            healthy &= passes;
        }

        if (excluded.Count > 0)
        {
            lines.Append($"warn: some health checks cannot be excluded: no matches for {string.Join(", ", excluded.Select(check => $"\"{check}\""))}\n");
        }

        return (healthy, single) switch
        {
            (false, true) => new Answer.Text(500, $"internal server error: {checks[0]} failed\n"),
            (false, false) => new Answer.Text(500, $"{lines}{name} check failed\n"),
            (true, false) when request.Query.ContainsKey("verbose") => new Answer.Text(200, $"{lines}{name} check passed\n"),
            _ => new Answer.Text(200, "ok"),
        };
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

using System.Text.Json.Nodes;

namespace JobFlows.Cli.Running;

/// <summary>Submits the documents of a file: all of them or, if one is bad, none.</summary>
internal sealed class Submission(ApiClient api)
{
    private readonly Dictionary<string, JsonArray> resources = new(StringComparer.Ordinal);

    /// <summary>Tries every document, then creates them.</summary>
    /// <returns>The Jobs among them, as created; or what is wrong, a line each.</returns>
    public async Task<(IReadOnlyList<JsonNode> Jobs, IReadOnlyList<string> Errors)> SubmitAsync(IReadOnlyList<Manifest> manifests, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var jobs = new List<JsonNode>();
        if (!manifests.Any(manifest => manifest is { ApiVersion: "batch/v1", Kind: "Job" }))
        {
            return ([], ["there is no batch/v1 Job to run"]);
        }

        foreach (var @namespace in manifests.Select(manifest => manifest.Namespace).Distinct().Where(name => name != "default"))
        {
            await api.PostAsync("/api/v1/namespaces", $"{{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{{\"name\":{JsonValue.Create(@namespace)!.ToJsonString()}}}}}", cancellation);
        }

        foreach (var manifest in manifests)
        {
            if (await PathOfAsync(manifest, cancellation) is not { } path)
            {
                errors.Add($"no matches for kind \"{manifest.Kind}\" in version \"{manifest.ApiVersion}\"");
                continue;
            }

            errors.AddRange(await TryAsync(path, manifest, cancellation));
        }

        if (errors.Count > 0)
        {
            return ([], errors);
        }

        foreach (var manifest in manifests)
        {
            var (accepted, answer) = await api.PostAsync($"{await PathOfAsync(manifest, cancellation)}?fieldValidation=Strict", manifest.Text, cancellation);
            if (!accepted)
            {
                return ([], [.. Errors(answer)]);
            }

            if (manifest is { ApiVersion: "batch/v1", Kind: "Job" })
            {
                jobs.Add(answer);
            }
        }

        return (jobs, []);
    }

    /// <summary>What is wrong with a document: unknown fields, and beside them what validation says of the known ones.</summary>
    private async Task<IEnumerable<string>> TryAsync(string path, Manifest manifest, CancellationToken cancellation)
    {
        var (strict, answer) = await api.PostAsync($"{path}?dryRun=All&fieldValidation=Strict", manifest.Text, cancellation);
        if (strict)
        {
            return [];
        }

        var (lenient, rest) = await api.PostAsync($"{path}?dryRun=All&fieldValidation=Ignore", manifest.Text, cancellation);
        return (lenient ? Errors(answer) : [.. Errors(answer), .. Errors(rest)]).Distinct();
    }

    private static IEnumerable<string> Errors(JsonNode status)
    {
        if (status["details"]?["causes"] is JsonArray { Count: > 0 } causes)
        {
            return causes.Select(cause => (string?)cause!["field"] is { Length: > 0 } field ? $"{field}: {(string?)cause["message"]}" : (string?)cause["message"] ?? "");
        }

        return [(string?)status["message"] ?? "the server gave no reason"];
    }

    private async Task<string?> PathOfAsync(Manifest manifest, CancellationToken cancellation)
    {
        var root = manifest.ApiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{manifest.ApiVersion}" : $"/api/{manifest.ApiVersion}";
        if (!resources.TryGetValue(root, out var served))
        {
            resources[root] = served = (await api.GetAsync(root, cancellation))["resources"] as JsonArray ?? [];
        }

        var resource = served.FirstOrDefault(one => (string?)one!["kind"] == manifest.Kind && (string?)one["name"] is { } plural && !plural.Contains('/', StringComparison.Ordinal));
        return resource is null ? null
            : (bool?)resource["namespaced"] == true ? $"{root}/namespaces/{manifest.Namespace}/{(string?)resource["name"]}"
            : $"{root}/{(string?)resource["name"]}";
    }
}

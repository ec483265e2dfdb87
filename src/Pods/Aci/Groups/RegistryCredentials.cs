using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>The credentials that images are pulled with: those in the Secrets that <c>imagePullSecrets</c> names, one for each registry.</summary>
internal static class RegistryCredentials
{
    private const string Key = ".dockerconfigjson";
    private const string DockerHub = "index.docker.io";

    /// <summary>They. As with a kubelet, a Secret that is missing or can't be read is passed over: the image may be public.</summary>
    public static JsonArray Of(Pod pod, ObjectTable objects)
    {
        var byServer = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var reference in pod.Spec!.ImagePullSecrets ?? [])
        {
            if (objects.Secret(pod.Metadata.Namespace, reference.Name)?.Data?.GetValueOrDefault(Key) is { } config)
            {
                foreach (var (server, user, password) in Read(config))
                {
                    byServer.TryAdd(server, new JsonObject { ["server"] = server, ["username"] = user, ["password"] = password });
                }
            }
        }

        return [.. byServer.Values];
    }

    private static List<(string Server, string User, string Password)> Read(byte[] config)
    {
        var found = new List<(string, string, string)>();
        try
        {
            using var document = JsonDocument.Parse(config);
            foreach (var entry in document.RootElement.GetProperty("auths").EnumerateObject())
            {
                var (user, password) = (Text(entry.Value, "username"), Text(entry.Value, "password"));
                if (Text(entry.Value, "auth") is { } both && Encoding.UTF8.GetString(Convert.FromBase64String(Padded(both))).Split(':', 2) is [var first, var second])
                {
                    (user, password) = (first, second);
                }

                if (user is not null && password is not null)
                {
                    found.Add((ServerOf(entry.Name), user, password));
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // What can't be read is no credential.
        }

        return found;
    }

    // https://index.docker.io/v1/ is how docker login writes it.
    private static string ServerOf(string name)
    {
        var host = name[(name.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..].TrimEnd('/');
        return host.StartsWith(DockerHub + "/", StringComparison.Ordinal) ? DockerHub : host;
    }

    private static string Padded(string base64) => base64.TrimEnd('=') is var bare ? bare.PadRight((bare.Length + 3) / 4 * 4, '=') : base64;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

using System.Text.Json;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>Secrets, whose <c>stringData</c> has been folded into <c>data</c> before.</summary>
internal static class SecretRules
{
    private const string Frozen = "field is immutable when `immutable` is set";
    private const string Redacted = "<secret contents redacted>";
    private const int MaxBytes = 1024 * 1024;
    private static readonly FieldPath Data = FieldPath.Root("data");

    internal static void Validate(Secret secret, FieldErrors errors)
    {
        ObjectMetaRules.Validate(secret.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        var data = secret.Data ?? new Dictionary<string, byte[]>();
        foreach (var key in data.Keys)
        {
            errors.InvalidEach(Data.Key(key), key, Names.ConfigKey(key));
        }

        if (data.Values.Sum(value => (long)value.Length) > MaxBytes)
        {
            errors.TooLong(Data, MaxBytes);
        }

        OfType(secret, data, errors);
    }

    internal static void ValidateUpdate(Secret old, Secret secret, FieldErrors errors)
    {
        FieldRules.Immutable(FieldPath.Root("type"), secret.Type, old.Type, errors);
        if (old.Immutable == true)
        {
            if (secret.Immutable != true)
            {
                errors.Forbidden(FieldPath.Root("immutable"), Frozen);
            }

            if (!Contents.Same(old.Data, secret.Data))
            {
                errors.Forbidden(Data, Frozen);
            }
        }

        Validate(secret, errors);
    }

    private static void OfType(Secret secret, IReadOnlyDictionary<string, byte[]> data, FieldErrors errors)
    {
        switch (secret.Type)
        {
            case "kubernetes.io/service-account-token":
                const string Account = "kubernetes.io/service-account.name";
                FieldRules.RequiredText(
                    FieldPath.Metadata.Child("annotations").Key(Account), secret.Metadata.Annotations?.GetValueOrDefault(Account), errors);
                break;
            case "kubernetes.io/dockercfg":
                JsonObject(data, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                JsonObject(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth" when !data.ContainsKey("username") && !data.ContainsKey("password"):
                errors.Required(Data.Key("username"));
                errors.Required(Data.Key("password"));
                break;
            case "kubernetes.io/ssh-auth" when data.GetValueOrDefault("ssh-privatekey") is not { Length: > 0 }:
                errors.Required(Data.Key("ssh-privatekey"));
                break;
            case "kubernetes.io/tls":
                Present(data, "tls.crt", errors);
                Present(data, "tls.key", errors);
                break;
        }
    }

    private static void JsonObject(IReadOnlyDictionary<string, byte[]> data, string key, FieldErrors errors)
    {
        if (!data.TryGetValue(key, out var content))
        {
            errors.Required(Data.Key(key));
        }
        else if (!IsJsonObject(content))
        {
            errors.Invalid(Data.Key(key), Redacted, content.Length == 0 ? "unexpected end of JSON input" : "must be a JSON object");
        }
    }

    private static bool IsJsonObject(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Present(IReadOnlyDictionary<string, byte[]> data, string key, FieldErrors errors)
    {
        if (!data.ContainsKey(key))
        {
            errors.Required(Data.Key(key));
        }
    }
}

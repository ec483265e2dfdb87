using System.Text;
using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Objects;

/// <summary>ConfigMaps.</summary>
internal static class ConfigMapRules
{
    private const string Frozen = "field is immutable when `immutable` is set";
    private const int MaxBytes = 1024 * 1024;

    internal static void Validate(ConfigMap configMap, FieldErrors errors)
    {
        ObjectMetaRules.Validate(configMap.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
        var size = 0L;
        foreach (var (key, value) in configMap.Data ?? new Dictionary<string, string>())
        {
            var path = FieldPath.Root("data").Key(key);
            errors.InvalidEach(path, key, Names.ConfigKey(key));
            if (configMap.BinaryData?.ContainsKey(key) == true)
            {
                errors.Invalid(path, key, "duplicate of key present in binaryData");
            }

            size += Encoding.UTF8.GetByteCount(value);
        }

        foreach (var (key, value) in configMap.BinaryData ?? new Dictionary<string, byte[]>())
        {
            errors.InvalidEach(FieldPath.Root("binaryData").Key(key), key, Names.ConfigKey(key));
            size += value.Length;
        }

        if (size > MaxBytes)
        {
            errors.TooLong(FieldPath.Root(""), MaxBytes);
        }
    }

    internal static void ValidateUpdate(ConfigMap old, ConfigMap configMap, FieldErrors errors)
    {
        if (old.Immutable == true)
        {
            Unchanged(configMap.Immutable == true, "immutable");
            Unchanged(Contents.Same(old.Data, configMap.Data), "data");
            Unchanged(Contents.Same(old.BinaryData, configMap.BinaryData), "binaryData");
        }

        Validate(configMap, errors);

        void Unchanged(bool same, string field)
        {
            if (!same)
            {
                errors.Forbidden(FieldPath.Root(field), Frozen);
            }
        }
    }
}

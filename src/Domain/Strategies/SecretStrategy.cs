using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Secrets.</summary>
public sealed class SecretStrategy() : ObjectStrategy<Secret>(ResourceTypes.Secrets)
{
    private protected override Secret Default(Secret obj) => obj with
    {
        Type = string.IsNullOrEmpty(obj.Type) ? "Opaque" : obj.Type,
        Data = Folded(obj.Data, obj.StringData),
        StringData = null,
    };

    private protected override void Check(Secret obj, FieldErrors errors) => SecretRules.Validate(obj, errors);

    private protected override void CheckUpdate(Secret old, Secret updated, FieldErrors errors) => SecretRules.ValidateUpdate(old, updated, errors);

    private static IReadOnlyDictionary<string, byte[]>? Folded(
        IReadOnlyDictionary<string, byte[]>? data, IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is not { Count: > 0 })
        {
            return data;
        }

        var folded = new Dictionary<string, byte[]>(data ?? new Dictionary<string, byte[]>(), StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            folded[key] = Encoding.UTF8.GetBytes(text);
        }

        return folded;
    }
}

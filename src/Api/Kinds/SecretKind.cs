using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Secret.</summary>
internal static class SecretKind
{
    public static Kind Declare() => new Kind<Secret>(new SecretStrategy())
    {
        Fields = [new SelectableField("type")],
        UnknownField = label => $"field label not supported: {label}",
        Table =
        [
            Columns.Name<Secret>(),
            Columns.Text<Secret>("Type", "What the secret is for.", s => s.Type),
            new("Data", "string", "How many entries there are.", (s, _) => s.Data?.Count ?? 0),
            Columns.Age<Secret>(),
        ],
    };
}

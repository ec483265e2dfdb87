using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> ConfigMap.</summary>
internal static class ConfigMapKind
{
    public static Kind Declare() => new Kind<ConfigMap>(new ConfigMapStrategy())
    {
        ShortNames = ["cm"],
        Table =
        [
            Columns.Name<ConfigMap>(),
            new("Data", "string", "How many entries there are.", (c, _) => (c.Data?.Count ?? 0) + (c.BinaryData?.Count ?? 0)),
            Columns.Age<ConfigMap>(),
        ],
    };
}

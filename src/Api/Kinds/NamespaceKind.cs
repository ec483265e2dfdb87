using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Namespace.</summary>
internal static class NamespaceKind
{
    public static Kind Declare() => new Kind<Namespace>(new NamespaceStrategy())
    {
        ShortNames = ["ns"],
        HasStatus = true,
        Verbs = [.. Verbs.All.Where(v => v != "deletecollection")],
        Fields = [new SelectableField("status.phase")],
        UnknownField = label => $"field label not supported: {label}",
        Table =
        [
            Columns.Name<Namespace>(),
            Columns.Text<Namespace>("Status", "Whether the namespace is in use or going.", n => n.Status?.Phase),
            Columns.Age<Namespace>(),
        ],
    };
}

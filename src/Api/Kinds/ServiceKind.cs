using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Service: there is the API server's own, and no other.</summary>
internal static class ServiceKind
{
    public static Kind Declare() => new Kind<Service>(ResourceTypes.Services)
    {
        Verbs = Verbs.Read,
        ShortNames = ["svc"],
        Categories = ["all"],
        Table =
        [
            Columns.Name<Service>(),
            Columns.Text<Service>("Type", "How the service is offered.", s => s.Spec?.Type),
            Columns.Text<Service>("Cluster-IP", "The address inside.", s => s.Spec?.ClusterIP),
            Columns.Text<Service>("External-IP", "The address outside.", _ => "<none>"),
            Columns.Text<Service>("Port(s)", "The ports.", s => string.Join(',', (s.Spec?.Ports ?? []).Select(port => $"{port.Port}/{port.Protocol}"))),
            Columns.Age<Service>(),
            Columns.Wide<Service>("Selector", "The pods behind it.", _ => "<none>"),
        ],
    };
}

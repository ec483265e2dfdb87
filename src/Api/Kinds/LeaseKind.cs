using JobFlows.Api.Tables;
using JobFlows.Domain.Coordination;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>coordination.k8s.io/v1</c> Lease.</summary>
internal static class LeaseKind
{
    public static Kind Declare() => new Kind<Lease>(new LeaseStrategy())
    {
        Table =
        [
            Columns.Name<Lease>(),
            Columns.Text<Lease>("Holder", "Who holds the lease.", l => l.Spec?.HolderIdentity),
            Columns.Age<Lease>(),
        ],
    };
}

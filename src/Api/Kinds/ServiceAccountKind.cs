using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> ServiceAccount.</summary>
internal static class ServiceAccountKind
{
    public static Kind Declare() => new Kind<ServiceAccount>(new ServiceAccountStrategy())
    {
        ShortNames = ["sa"],
        ReturnsDeleted = true,
        Subresources = [Subresource.NotOffered("serviceaccounts", "token", "there are no tokens of service accounts")],
        Table =
        [
            Columns.Name<ServiceAccount>(),
            new("Secrets", "string", "How many secrets it refers to.", (s, _) => s.Secrets?.Count ?? 0),
            Columns.Age<ServiceAccount>(),
        ],
    };
}

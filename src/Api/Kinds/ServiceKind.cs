using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Service: there are none, which <c>kubectl cluster-info</c> wants to hear.</summary>
internal static class ServiceKind
{
    private static readonly ResourceType Type = new("", "v1", "Service", "services", Namespaced: true);

    public static Kind Declare() => new Kind<Service>(Type)
    {
        Verbs = Verbs.Read,
        ShortNames = ["svc"],
        Categories = ["all"],
    };
}

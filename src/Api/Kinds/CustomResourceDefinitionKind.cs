using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>apiextensions.k8s.io/v1</c> CustomResourceDefinition: there are none, which tools want to hear.</summary>
internal static class CustomResourceDefinitionKind
{
    private static readonly ResourceType Type =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", Namespaced: false);

    public static Kind Declare() => new Kind<CustomResourceDefinition>(Type)
    {
        Verbs = Verbs.Read,
        ShortNames = ["crd", "crds"],
        Categories = ["api-extensions"],
    };
}

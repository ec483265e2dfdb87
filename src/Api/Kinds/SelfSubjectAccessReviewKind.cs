using JobFlows.Domain.Authorization;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authorization.k8s.io/v1</c> SelfSubjectAccessReview: whoever has got in may do everything.</summary>
internal static class SelfSubjectAccessReviewKind
{
    private static readonly ResourceType Type =
        new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectAccessReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = review => review with { Status = new SubjectAccessReviewStatus { Allowed = true } },
    };
}

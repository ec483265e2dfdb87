using JobFlows.Domain.Authentication;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authentication.k8s.io/v1</c> SelfSubjectReview: whoever has got in is the one user there is.</summary>
internal static class SelfSubjectReviewKind
{
    private static readonly ResourceType Type = new("authentication.k8s.io", "v1", "SelfSubjectReview", "selfsubjectreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = review => review with
        {
            Status = new SelfSubjectReviewStatus
            {
                UserInfo = new UserInfo { Username = "system:admin", Groups = ["system:masters", "system:authenticated"] },
            },
        },
    };
}

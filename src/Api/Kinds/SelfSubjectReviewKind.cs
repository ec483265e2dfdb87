using JobFlows.Domain.Authentication;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authentication.k8s.io/v1</c> SelfSubjectReview: who the caller is.</summary>
internal static class SelfSubjectReviewKind
{
    private static readonly ResourceType Type = new("authentication.k8s.io", "v1", "SelfSubjectReview", "selfsubjectreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = (review, caller) => review with
        {
            Status = new SelfSubjectReviewStatus
            {
                UserInfo = new UserInfo { Username = caller.Name, Groups = caller.Groups },
            },
        },
    };
}

using JobFlows.Domain.Authorization;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authorization.k8s.io/v1</c> SelfSubjectRulesReview: one rule that allows everything.</summary>
internal static class SelfSubjectRulesReviewKind
{
    private static readonly ResourceType Type =
        new("authorization.k8s.io", "v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectRulesReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = review => review with
        {
            Status = new SubjectRulesReviewStatus
            {
                ResourceRules = [new ResourceRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }],
                NonResourceRules = [new NonResourceRule { Verbs = ["*"], NonResourceURLs = ["*"] }],
                Incomplete = false,
            },
        },
    };
}

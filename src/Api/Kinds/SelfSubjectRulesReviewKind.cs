using JobFlows.Api.Authentication;
using JobFlows.Api.Errors;
using JobFlows.Domain.Authorization;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authorization.k8s.io/v1</c> SelfSubjectRulesReview: one rule, that allows all or only to read.</summary>
internal static class SelfSubjectRulesReviewKind
{
    private static readonly ResourceType Type =
        new("authorization.k8s.io", "v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectRulesReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = (review, caller) => string.IsNullOrEmpty(review.Spec?.Namespace) ? ApiErrors.BadRequest("no namespace on request") : review with
        {
            Status = new SubjectRulesReviewStatus
            {
                ResourceRules = [new ResourceRule { Verbs = caller.Access switch { Access.Write => ["*"], Access.Read => Verbs.Read, _ => [] }, ApiGroups = ["*"], Resources = ["*"] }],
                NonResourceRules = [new NonResourceRule { Verbs = ["*"], NonResourceURLs = ["*"] }],
                Incomplete = false,
            },
        },
    };
}

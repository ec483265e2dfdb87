using JobFlows.Api.Authentication;
using JobFlows.Api.Errors;
using JobFlows.Domain.Authorization;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Kinds;

/// <summary><c>authorization.k8s.io/v1</c> SelfSubjectAccessReview: whoever has got in may read, and do what callers of their kind may.</summary>
internal static class SelfSubjectAccessReviewKind
{
    private static readonly ResourceType Type =
        new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", Namespaced: false);

    public static Kind Declare() => new Kind<SelfSubjectAccessReview>(Type)
    {
        Verbs = Verbs.Create,
        Answer = Answer,
    };

    private static Result<SelfSubjectAccessReview> Answer(SelfSubjectAccessReview review, Caller caller) => (review.Spec?.ResourceAttributes, review.Spec?.NonResourceAttributes) switch
    {
        (null, null) => Refuse("resourceAttributes", "Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified"),
        (not null, not null) => Refuse("nonResourceAttributes", "Invalid value: cannot be specified in combination with resourceAttributes"),
        _ => review with { Status = new SubjectAccessReviewStatus { Allowed = caller.May(review.Spec.ResourceAttributes?.Verb ?? review.Spec.NonResourceAttributes?.Verb ?? "") } },
    };

    private static Status Refuse(string field, string message) => ApiErrors.Invalid(
        Type.Group, Type.Kind, "", [new StatusCause { Reason = "FieldValueInvalid", Message = message, Field = $"spec.{field}" }]);
}

using JobFlows.Domain.Scheduling;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>The annotation for a pod's start deadline, which is JobFlows' own.</summary>
internal static class StartDeadlineRules
{
    internal static void Validate(IReadOnlyDictionary<string, string>? annotations, FieldPath path, FieldErrors errors)
    {
        if (annotations?.TryGetValue(StartDeadline.Annotation, out var value) == true && StartDeadline.Check(value) is { } problem)
        {
            errors.Invalid(path.Key(StartDeadline.Annotation), value, problem);
        }
    }
}

using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>A container's own restart policy and its rules on exit codes.</summary>
internal static class RestartRules
{
    private const int MaxRules = 20;
    private const int MaxExitCodes = 255;

    internal static void Validate(Container container, FieldPath path, FieldErrors errors)
    {
        var rules = container.RestartPolicyRules ?? [];
        if (container.RestartPolicy is { } policy)
        {
            FieldRules.OneOf(path.Child("restartPolicy"), policy, errors, "Always", "Never", "OnFailure");
        }
        else if (rules.Count > 0)
        {
            errors.Required(path.Child("restartPolicy"), "must specify restartPolicy when restart rules are used");
        }

        if (rules.Count > MaxRules)
        {
            errors.TooLong(path.Child("restartPolicyRules"), MaxRules);
        }

        for (var i = 0; i < rules.Count; i++)
        {
            Rule(rules[i], path.Child("restartPolicyRules").Index(i), errors);
        }
    }

    private static void Rule(ContainerRestartRule rule, FieldPath path, FieldErrors errors)
    {
        FieldRules.OneOf(path.Child("action"), rule.Action, errors, "Restart", "RestartAllContainers");
        if (rule.ExitCodes is not { } codes)
        {
            errors.Required(path.Child("exitCodes"), "must be specified");
            return;
        }

        FieldRules.OneOf(path.Child("exitCodes", "operator"), codes.Operator, errors, "In", "NotIn");
        if (codes.Values is { Count: > MaxExitCodes })
        {
            errors.TooLong(path.Child("exitCodes", "values"), MaxExitCodes);
        }
    }
}

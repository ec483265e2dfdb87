using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Tolerations of taints, and taints' effects.</summary>
internal static class TolerationRules
{
    internal static void Validate(IReadOnlyList<Toleration> tolerations, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < tolerations.Count; i++)
        {
            Toleration(tolerations[i], path.Index(i), errors);
        }
    }

    internal static void Effect(string effect, FieldPath path, FieldErrors errors) =>
        FieldRules.OneOf(path, effect, errors, "NoSchedule", "PreferNoSchedule", "NoExecute");

    private static void Toleration(Toleration toleration, FieldPath path, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(toleration.Key))
        {
            FieldRules.QualifiedName(path.Child("key"), toleration.Key, errors);
        }
        else if (toleration.Operator != "Exists")
        {
            errors.Invalid(
                path.Child("operator"),
                toleration.Operator ?? "",
                "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }

        if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
        {
            errors.Invalid(path.Child("effect"), toleration.Effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }

        switch (toleration.Operator)
        {
            case null or "" or "Equal":
                var messages = string.Join(';', Names.LabelValue(toleration.Value ?? ""));
                if (messages.Length > 0)
                {
                    errors.Invalid(path.Child("operator"), toleration.Value ?? "", messages);
                }

                break;
            case "Exists" when !string.IsNullOrEmpty(toleration.Value):
                errors.Invalid(path.Child("operator"), toleration, "value must be empty when `operator` is 'Exists'");
                break;
            case "Exists":
                break;
            default:
                errors.NotSupported(path.Child("operator"), toleration.Operator, "Equal", "Exists");
                break;
        }

        if (!string.IsNullOrEmpty(toleration.Effect))
        {
            Effect(toleration.Effect, path.Child("effect"), errors);
        }
    }
}

using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>
/// Texts that the operating system gets as they are, and would cut off at a NUL. Upstream takes such a container and fails its start; here it
/// is refused, which tells more.
/// </summary>
internal static class NulRules
{
    private const string Problem = "must not contain NUL bytes";

    internal static void Validate(Container container, FieldPath path, FieldErrors errors)
    {
        Texts(container.Command, path.Child("command"), errors);
        Texts(container.Args, path.Child("args"), errors);
        Text(container.WorkingDir, path.Child("workingDir"), errors);
        for (var i = 0; i < (container.Env?.Count ?? 0); i++)
        {
            Text(container.Env![i].Value, path.Child("env").Index(i).Child("value"), errors);
        }

        for (var i = 0; i < (container.VolumeMounts?.Count ?? 0); i++)
        {
            var (mount, at) = (container.VolumeMounts![i], path.Child("volumeMounts").Index(i));
            Text(mount.MountPath, at.Child("mountPath"), errors);
            Text(mount.SubPath, at.Child("subPath"), errors);
            Text(mount.SubPathExpr, at.Child("subPathExpr"), errors);
        }
    }

    private static void Texts(IReadOnlyList<string>? texts, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < (texts?.Count ?? 0); i++)
        {
            Text(texts![i], path.Index(i), errors);
        }
    }

    private static void Text(string? text, FieldPath path, FieldErrors errors)
    {
        if (text?.Contains('\0') == true)
        {
            errors.Invalid(path, text, Problem);
        }
    }
}

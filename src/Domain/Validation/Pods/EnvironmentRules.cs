using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Environment variables and the objects they come from.</summary>
internal static class EnvironmentRules
{
    internal static void Variables(IReadOnlyList<EnvVar> variables, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            var (variable, at) = (variables[i], path.Index(i));
            if (string.IsNullOrEmpty(variable.Name))
            {
                errors.Required(at.Child("name"));
            }
            else
            {
                errors.InvalidEach(at.Child("name"), variable.Name, Names.EnvironmentVariable(variable.Name));
            }

            if (variable.ValueFrom is { } source)
            {
                ValueFrom(source, !string.IsNullOrEmpty(variable.Value), at.Child("valueFrom"), errors);
            }
        }
    }

    internal static void Sources(IReadOnlyList<EnvFromSource> sources, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            var (source, at) = (sources[i], path.Index(i));
            if (!string.IsNullOrEmpty(source.Prefix))
            {
                errors.InvalidEach(at.Child("prefix"), source.Prefix, Names.EnvironmentVariable(source.Prefix));
            }

            if (source.ConfigMapRef is { } configMap)
            {
                SourceName(configMap.Name, at.Child("configMapRef", "name"), errors);
            }

            if (source.SecretRef is { } secret)
            {
                SourceName(secret.Name, at.Child("secretRef", "name"), errors);
            }

            if (source is { ConfigMapRef: null, SecretRef: null })
            {
                errors.Invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
            }
            else if (source is { ConfigMapRef: not null, SecretRef: not null })
            {
                errors.Invalid(path, "", "may not have more than one field specified at a time");
            }
        }
    }

    private static void ValueFrom(EnvVarSource source, bool hasValue, FieldPath path, FieldErrors errors)
    {
        if (source.FieldRef is { } field)
        {
            FieldReferenceRules.Field(field, FieldReferenceRules.EnvironmentPaths, path.Child("fieldRef"), errors);
        }

        if (source.ResourceFieldRef is { } resource)
        {
            FieldReferenceRules.Resource(resource, path.Child("resourceFieldRef"), inVolume: false, errors);
        }

        if (source.ConfigMapKeyRef is { } configMap)
        {
            KeyOf(configMap.Name, configMap.Key, path.Child("configMapKeyRef"), errors);
        }

        if (source.SecretKeyRef is { } secret)
        {
            KeyOf(secret.Name, secret.Key, path.Child("secretKeyRef"), errors);
        }

        if (source.FileKeyRef is { } file)
        {
            FileKey(file, path.Child("fileKeyRef"), errors);
        }

        object?[] sources = [source.FieldRef, source.ResourceFieldRef, source.ConfigMapKeyRef, source.SecretKeyRef, source.FileKeyRef];
        var count = sources.Count(item => item is not null);
        if (count == 0)
        {
            errors.Invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        }
        else if (hasValue)
        {
            errors.Invalid(path, "", "may not be specified when `value` is not empty");
        }
        else if (count > 1)
        {
            errors.Invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    private static void KeyOf(string? name, string? key, FieldPath path, FieldErrors errors)
    {
        FieldRules.Dns1123Subdomain(path.Child("name"), name, errors);
        if (string.IsNullOrEmpty(key))
        {
            errors.Required(path.Child("key"));
        }
        else
        {
            errors.InvalidEach(path.Child("key"), key, Names.ConfigKey(key));
        }
    }

    private static void FileKey(FileKeySelector file, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("key"), file.Key, errors);
        FieldRules.RequiredText(path.Child("volumeName"), file.VolumeName, errors);
        if (string.IsNullOrEmpty(file.Path))
        {
            errors.Required(path.Child("path"));
        }
        else
        {
            FieldRules.DescendingPathNotReserved(path.Child("path"), file.Path, errors);
        }
    }

    private static void SourceName(string? name, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            errors.Required(path);
        }
        else
        {
            FieldRules.Dns1123Subdomain(path, name, errors);
        }
    }
}

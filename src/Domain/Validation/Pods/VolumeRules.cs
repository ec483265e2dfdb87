using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>The volumes of a pod: named once, of exactly one type each.</summary>
internal static class VolumeRules
{
    /// <summary>Returns the volumes without errors; mounts may refer to these.</summary>
    internal static IReadOnlyDictionary<string, Volume> Validate(IReadOnlyList<Volume> volumes, FieldPath path, FieldErrors errors)
    {
        var valid = new Dictionary<string, Volume>(StringComparer.Ordinal);
        for (var i = 0; i < volumes.Count; i++)
        {
            var (volume, at) = (volumes[i], path.Index(i));
            var (name, before) = (volume.Name ?? "", errors.Count);
            Sources(volume, at, errors);
            if (name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else
            {
                FieldRules.Dns1123Label(at.Child("name"), name, errors);
            }

            if (valid.ContainsKey(name))
            {
                errors.Duplicate(at.Child("name"), name);
            }

            if (errors.Count == before)
            {
                valid[name] = volume;
            }
        }

        return valid;
    }

    private static void Sources(Volume volume, FieldPath path, FieldErrors errors)
    {
        var found = false;
        foreach (var (source, field, validate) in VolumeSourceRules.Of(volume))
        {
            if (source is null)
            {
                continue;
            }

            if (found)
            {
                errors.Forbidden(path.Child(field), "may not specify more than 1 volume type");
                continue;
            }

            found = true;
            validate(path.Child(field), errors);
        }

        if (!found)
        {
            errors.Required(path, "must specify a volume type");
        }
    }
}

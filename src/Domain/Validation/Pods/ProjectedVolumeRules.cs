using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Projected volumes: several sources in one folder, whose paths must not collide.</summary>
internal static class ProjectedVolumeRules
{
    private const long LeastTokenSeconds = 600;
    private const long MostTokenSeconds = 1L << 32;

    internal static void Validate(ProjectedVolumeSource volume, FieldPath path, FieldErrors errors)
    {
        FieldRules.FileMode(path.Child("defaultMode"), volume.DefaultMode, errors);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var sources = volume.Sources ?? [];
        for (var i = 0; i < sources.Count; i++)
        {
            Source(sources[i], path, path.Child("sources").Index(i), taken, errors);
        }
    }

    private static void Source(VolumeProjection source, FieldPath volume, FieldPath path, HashSet<string> taken, FieldErrors errors)
    {
        if (source.Secret is { } secret)
        {
            Keys(secret.Name, secret.Items, volume, path.Child("secret"), taken, errors);
        }

        if (source.ConfigMap is { } configMap)
        {
            Keys(configMap.Name, configMap.Items, volume, path.Child("configMap"), taken, errors);
        }

        foreach (var file in source.DownwardAPI?.Items ?? [])
        {
            VolumeSourceRules.DownwardApiFile(file, path.Child("downwardAPI"), errors);
            Take(file.Path, file.Path ?? "", volume, taken, errors);
        }

        if (source.ServiceAccountToken is { } token)
        {
            Token(token, volume, path.Child("serviceAccountToken"), errors);
        }

        if (source.ClusterTrustBundle is { } bundle)
        {
            TrustBundle(bundle, path.Child("clusterTrustBundlePEM"), errors);
            Take(bundle.Path, bundle.Path ?? "", volume, taken, errors);
        }

        object?[] all =
            [source.Secret, source.ConfigMap, source.DownwardAPI, source.ServiceAccountToken, source.ClusterTrustBundle, source.PodCertificate];
        if (all.Count(item => item is not null) > 1)
        {
            errors.Forbidden(path, "may not specify more than 1 volume type");
        }
    }

    private static void Keys(
        string? name, IReadOnlyList<KeyToPath>? items, FieldPath volume, FieldPath path, HashSet<string> taken, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("name"), name, errors);
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            VolumeSourceRules.Key(items![i], path.Child("items").Index(i), errors);
            Take(items[i].Path, name ?? "", volume, taken, errors);
        }
    }

    private static void Token(ServiceAccountTokenProjection token, FieldPath volume, FieldPath path, FieldErrors errors)
    {
        var seconds = token.ExpirationSeconds ?? 0;
        if (seconds < LeastTokenSeconds)
        {
            errors.Invalid(path.Child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        }
        else if (seconds > MostTokenSeconds)
        {
            errors.Invalid(path.Child("expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
        }

        // Upstream reports the path of the token at the volume.
        if (string.IsNullOrEmpty(token.Path))
        {
            errors.Required(volume.Child("path"));
        }
        else
        {
            FieldRules.DescendingPathNotReserved(volume.Child("path"), token.Path, errors);
        }
    }

    private static void TrustBundle(ClusterTrustBundleProjection bundle, FieldPath path, FieldErrors errors)
    {
        switch (bundle)
        {
            case { Name: not null, SignerName: not null }:
                errors.Invalid(path, bundle, "only one of name and signerName may be used");
                break;
            case { Name: null, SignerName: null }:
                errors.Required(path, "either name or signerName must be specified");
                break;
            case { Name: not null, LabelSelector: not null }:
                errors.Invalid(path.Child("labelSelector"), bundle.LabelSelector, "labelSelector must be unset if name is specified");
                break;
        }

        FieldRules.RequiredText(path.Child("path"), bundle.Path, errors);
        FieldRules.DescendingPathNotReserved(path.Child("path"), bundle.Path ?? "", errors);
    }

    private static void Take(string? filePath, string shown, FieldPath volume, HashSet<string> taken, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(filePath) && !taken.Add(filePath))
        {
            errors.Invalid(volume, shown, "conflicting duplicate paths");
        }
    }
}

using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>What each type of volume needs.</summary>
internal static class VolumeSourceRules
{
    private static readonly string[] HostPathTypes =
        ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    /// <summary>Every type of volume, whether <paramref name="volume"/> has it or not, in upstream's order.</summary>
    internal static IReadOnlyList<(object? Source, string Field, Action<FieldPath, FieldErrors> Validate)> Of(Volume volume) =>
    [
        (volume.EmptyDir, "emptyDir", (path, errors) => EmptyDir(volume.EmptyDir!, path, errors)),
        (volume.HostPath, "hostPath", (path, errors) => HostPath(volume.HostPath!, path, errors)),
        (volume.GitRepo, "gitRepo", (path, errors) => GitRepo(volume.GitRepo!, path, errors)),
        (volume.GcePersistentDisk, "gcePersistentDisk", Needs(("pdName", volume.GcePersistentDisk?.PdName))),
        (volume.AwsElasticBlockStore, "awsElasticBlockStore", Needs(("volumeID", volume.AwsElasticBlockStore?.VolumeID))),
        (volume.Secret, "secret", (path, errors) => Secret(volume.Secret!, path, errors)),
        (volume.Nfs, "nfs", (path, errors) => Nfs(volume.Nfs!, path, errors)),
        (volume.Iscsi, "iscsi", Needs(("targetPortal", volume.Iscsi?.TargetPortal), ("iqn", volume.Iscsi?.Iqn))),
        (volume.Glusterfs, "glusterfs", Needs(("endpoints", volume.Glusterfs?.Endpoints), ("path", volume.Glusterfs?.Path))),
        (volume.Flocker, "flocker", (path, errors) => Flocker(volume.Flocker!, path, errors)),
        (volume.PersistentVolumeClaim, "persistentVolumeClaim", Needs(("claimName", volume.PersistentVolumeClaim?.ClaimName))),
        (volume.Rbd, "rbd", Needs(("monitors", First(volume.Rbd?.Monitors)), ("image", volume.Rbd?.Image))),
        (volume.Cinder, "cinder", Needs(("volumeID", volume.Cinder?.VolumeID))),
        (volume.Cephfs, "cephfs", Needs(("monitors", First(volume.Cephfs?.Monitors)))),
        (volume.Quobyte, "quobyte", Needs(("registry", volume.Quobyte?.Registry), ("volume", volume.Quobyte?.Volume))),
        (volume.DownwardAPI, "downwardAPI", (path, errors) => DownwardApi(volume.DownwardAPI!, path, errors)),
        (volume.Fc, "fc", Needs()),
        (volume.FlexVolume, "flexVolume", Needs(("driver", volume.FlexVolume?.Driver))),
        (volume.ConfigMap, "configMap", (path, errors) => ConfigMap(volume.ConfigMap!, path, errors)),
        (volume.AzureFile, "azureFile", Needs(("secretName", volume.AzureFile?.SecretName), ("shareName", volume.AzureFile?.ShareName))),
        (volume.VsphereVolume, "vsphereVolume", Needs(("volumePath", volume.VsphereVolume?.VolumePath))),
        (volume.PhotonPersistentDisk, "photonPersistentDisk", Needs(("pdID", volume.PhotonPersistentDisk?.PdID))),
        (volume.PortworxVolume, "portworxVolume", Needs(("volumeID", volume.PortworxVolume?.VolumeID))),
        (volume.AzureDisk, "azureDisk", Needs(("diskName", volume.AzureDisk?.DiskName), ("diskURI", volume.AzureDisk?.DiskURI))),
        (volume.Storageos, "storageos", Needs()),
        (volume.Projected, "projected", (path, errors) => ProjectedVolumeRules.Validate(volume.Projected!, path, errors)),
        (volume.ScaleIO, "scaleIO", Needs(("gateway", volume.ScaleIO?.Gateway), ("system", volume.ScaleIO?.System), ("volumeName", volume.ScaleIO?.VolumeName))),
        (volume.Csi, "csi", Needs(("driver", volume.Csi?.Driver))),
        (volume.Ephemeral, "ephemeral", (path, errors) => Ephemeral(volume.Ephemeral!, path, errors)),
        (volume.Image, "image", (path, errors) => Image(volume.Image!, path, errors)),
    ];

    internal static void Keys(IReadOnlyList<KeyToPath>? items, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < (items?.Count ?? 0); i++)
        {
            Key(items![i], path.Index(i), errors);
        }
    }

    internal static void Key(KeyToPath item, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("key"), item.Key, errors);
        FieldRules.RequiredText(path.Child("path"), item.Path, errors);
        FieldRules.DescendingPathNotReserved(path.Child("path"), item.Path ?? "", errors);
        FieldRules.FileMode(path.Child("mode"), item.Mode, errors);
    }

    internal static void DownwardApiFile(DownwardAPIVolumeFile file, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("path"), file.Path, errors);
        FieldRules.DescendingPathNotReserved(path.Child("path"), file.Path ?? "", errors);
        if (file.FieldRef is { } field)
        {
            FieldReferenceRules.Field(field, FieldReferenceRules.VolumePaths, path.Child("fieldRef"), errors);
            if (file.ResourceFieldRef is not null)
            {
                errors.Invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        }
        else if (file.ResourceFieldRef is { } resource)
        {
            FieldReferenceRules.Resource(resource, path.Child("resourceFieldRef"), inVolume: true, errors);
        }
        else
        {
            errors.Required(path, "one of fieldRef and resourceFieldRef is required");
        }

        FieldRules.FileMode(path.Child("mode"), file.Mode, errors);
    }

    private static string? First(IReadOnlyList<string>? items) => items is { Count: > 0 } ? "present" : null;

    private static Action<FieldPath, FieldErrors> Needs(params (string Field, string? Value)[] fields) => (path, errors) =>
    {
        foreach (var (field, value) in fields)
        {
            FieldRules.RequiredText(path.Child(field), value, errors);
        }
    };

    private static void EmptyDir(EmptyDirVolumeSource source, FieldPath path, FieldErrors errors)
    {
        if (source.SizeLimit is { Sign: < 0 })
        {
            errors.Forbidden(path.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
        }
    }

    private static void HostPath(HostPathVolumeSource source, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(source.Path))
        {
            errors.Required(path.Child("path"));
            return;
        }

        FieldRules.NoBacksteps(path.Child("path"), source.Path, errors);
        if (source.Type is { } type)
        {
            FieldRules.OneOf(path.Child("type"), type, errors, HostPathTypes);
        }
    }

    private static void GitRepo(GitRepoVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("repository"), source.Repository, errors);
        FieldRules.DescendingPath(path.Child("directory"), source.Directory ?? "", errors);
    }

    private static void Secret(SecretVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("secretName"), source.SecretName, errors);
        FieldRules.FileMode(path.Child("defaultMode"), source.DefaultMode, errors);
        Keys(source.Items, path.Child("items"), errors);
    }

    private static void ConfigMap(ConfigMapVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("name"), source.Name, errors);
        FieldRules.FileMode(path.Child("defaultMode"), source.DefaultMode, errors);
        Keys(source.Items, path.Child("items"), errors);
    }

    // Upstream reports files of this volume at the volume itself.
    private static void DownwardApi(DownwardAPIVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.FileMode(path.Child("defaultMode"), source.DefaultMode, errors);
        foreach (var file in source.Items ?? [])
        {
            DownwardApiFile(file, path, errors);
        }
    }

    private static void Nfs(NFSVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("server"), source.Server, errors);
        FieldRules.RequiredText(path.Child("path"), source.Path, errors);
        if (source.Path is null || !source.Path.StartsWith('/'))
        {
            errors.Invalid(path.Child("path"), source.Path ?? "", "must be an absolute path");
        }
    }

    private static void Flocker(FlockerVolumeSource source, FieldPath path, FieldErrors errors)
    {
        var (hasName, hasId) = (!string.IsNullOrEmpty(source.DatasetName), !string.IsNullOrEmpty(source.DatasetUUID));
        if (!hasName && !hasId)
        {
            errors.Required(path, "one of datasetName and datasetUUID is required");
        }
        else if (hasName && hasId)
        {
            errors.Invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
        }
    }

    private static void Ephemeral(EphemeralVolumeSource source, FieldPath path, FieldErrors errors)
    {
        if (source.VolumeClaimTemplate is null)
        {
            errors.Required(path.Child("volumeClaimTemplate"));
        }
        else if (source.VolumeClaimTemplate.Spec?.AccessModes is not { Count: > 0 })
        {
            errors.Required(path.Child("volumeClaimTemplate", "spec", "accessModes"), "at least 1 access mode is required");
        }
    }

    private static void Image(ImageVolumeSource source, FieldPath path, FieldErrors errors)
    {
        FieldRules.RequiredText(path.Child("reference"), source.Reference, errors);
        FieldRules.RequiredOneOf(path.Child("pullPolicy"), source.PullPolicy, errors, "Always", "IfNotPresent", "Never");
    }
}

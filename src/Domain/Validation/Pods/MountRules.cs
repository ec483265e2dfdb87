using JobFlows.Domain.Core;

namespace JobFlows.Domain.Validation.Pods;

/// <summary>Volume mounts and block devices of a container.</summary>
internal static class MountRules
{
    internal static void Mounts(Container container, FieldPath path, IReadOnlyDictionary<string, Volume> volumes, FieldErrors errors)
    {
        var mounts = container.VolumeMounts ?? [];
        var devices = container.VolumeDevices ?? [];
        var mountPaths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < mounts.Count; i++)
        {
            var (mount, at) = (mounts[i], path.Index(i));
            var (name, mountPath) = (mount.Name ?? "", mount.MountPath ?? "");
            FieldRules.RequiredText(at.Child("name"), name, errors);
            if (!volumes.ContainsKey(name))
            {
                errors.NotFound(at.Child("name"), name);
            }

            FieldRules.RequiredText(at.Child("mountPath"), mountPath, errors);
            if (!mountPaths.Add(mountPath))
            {
                errors.Invalid(at.Child("mountPath"), mountPath, "must be unique");
            }

            if (devices.Any(device => (device.Name ?? "") == name))
            {
                errors.Invalid(at.Child("name"), name, "must not already exist in volumeDevices");
            }

            if (devices.Any(device => (device.DevicePath ?? "") == mountPath))
            {
                errors.Invalid(at.Child("mountPath"), mountPath, "must not already exist as a path in volumeDevices");
            }

            // From here on upstream names the field of the list, not of the item.
            SubPaths(mount, at, path, errors);
            Propagation(mount, container, path, errors);
            Recursion(mount, path.Child("recursiveReadOnly"), errors);
        }
    }

    internal static void Devices(Container container, FieldPath path, IReadOnlyDictionary<string, Volume> volumes, FieldErrors errors)
    {
        var mounts = container.VolumeMounts ?? [];
        var devices = container.VolumeDevices ?? [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var devicePaths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < devices.Count; i++)
        {
            var (name, devicePath, at) = (devices[i].Name ?? "", devices[i].DevicePath ?? "", path.Index(i));
            DeviceName(name, at.Child("name"), names, volumes, errors);
            FieldRules.RequiredText(at.Child("devicePath"), devicePath, errors);
            if (devicePaths.Contains(devicePath))
            {
                errors.Invalid(at.Child("devicePath"), devicePath, "must be unique");
            }

            if (FieldRules.HasBacksteps(devicePath))
            {
                errors.Invalid(at.Child("devicePath"), devicePath, "can not contain backsteps ('..')");
            }
            else
            {
                devicePaths.Add(devicePath);
            }

            if (mounts.Any(mount => (mount.Name ?? "") == name))
            {
                errors.Invalid(at.Child("name"), name, "must not already exist in volumeMounts");
            }

            if (mounts.Any(mount => (mount.MountPath ?? "") == devicePath))
            {
                errors.Invalid(at.Child("devicePath"), devicePath, "must not already exist as a path in volumeMounts");
            }
        }
    }

    private static void DeviceName(
        string name, FieldPath path, HashSet<string> names, IReadOnlyDictionary<string, Volume> volumes, FieldErrors errors)
    {
        FieldRules.RequiredText(path, name, errors);
        if (name.Length > 0 && !names.Add(name))
        {
            errors.Invalid(path, name, "must be unique");
        }

        if (!volumes.TryGetValue(name, out var volume))
        {
            errors.NotFound(path, name);
        }
        else if (volume is { PersistentVolumeClaim: null, Ephemeral: null })
        {
            errors.Invalid(path, name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
        }
    }

    private static void SubPaths(VolumeMount mount, FieldPath item, FieldPath list, FieldErrors errors)
    {
        if (!string.IsNullOrEmpty(mount.SubPath))
        {
            FieldRules.DescendingPath(list.Child("subPath"), mount.SubPath, errors);
        }

        if (string.IsNullOrEmpty(mount.SubPathExpr))
        {
            return;
        }

        if (!string.IsNullOrEmpty(mount.SubPath))
        {
            errors.Invalid(item.Child("subPathExpr"), mount.SubPathExpr, "subPathExpr and subPath are mutually exclusive");
        }

        FieldRules.DescendingPath(list.Child("subPathExpr"), mount.SubPathExpr, errors);
    }

    private static void Propagation(VolumeMount mount, Container container, FieldPath list, FieldErrors errors)
    {
        if (mount.MountPropagation is not { } propagation)
        {
            return;
        }

        FieldRules.OneOf(list.Child("mountPropagation"), propagation, errors, "Bidirectional", "HostToContainer", "None");
        if (propagation == "Bidirectional" && container.SecurityContext?.Privileged != true)
        {
            errors.Forbidden(list.Child("mountPropagation"), "Bidirectional mount propagation is available only to privileged containers");
        }
    }

    private static void Recursion(VolumeMount mount, FieldPath path, FieldErrors errors)
    {
        switch (mount.RecursiveReadOnly)
        {
            case null or "Disabled":
                return;
            case "Enabled" or "IfPossible":
                if (mount.ReadOnly != true)
                {
                    errors.Forbidden(path, "may only be specified when readOnly is true");
                }

                if (mount.MountPropagation is not (null or "None"))
                {
                    errors.Forbidden(path, "may only be specified when mountPropagation is None or not specified");
                }

                return;
            default:
                errors.NotSupported(path, mount.RecursiveReadOnly, "Disabled", "Enabled", "IfPossible");
                return;
        }
    }
}

using JobFlows.Pods.Containers;
using JobFlows.Pods.Linux;

namespace JobFlows.Pods.Volumes;

/// <summary>The mounts of a container, or what is wrong with them.</summary>
/// <param name="Mounts">Outer ones first.</param>
/// <param name="Problem">Null when nothing is; else in a kubelet's words.</param>
internal sealed record MountPlan(IReadOnlyList<BindMount> Mounts, string? Problem)
{
    private const int PermissionBits = 0b111_111_111_111;

    /// <summary>Finds what every <c>volumeMounts</c> entry means, and makes the sub-paths that are missing.</summary>
    public static MountPlan Make(SandboxRequest request)
    {
        var mounts = new List<BindMount>();
        foreach (var mount in request.Container.VolumeMounts ?? [])
        {
            if (!request.Volumes.TryGetValue(mount.Name ?? string.Empty, out var volume))
            {
                return Fail($"cannot find volume \"{mount.Name}\" to mount into container \"{request.Container.Name}\"");
            }

            var below = mount.SubPath ?? string.Empty;
            if (mount.SubPathExpr is { Length: > 0 } expression)
            {
                var missing = VariableExpansion.Missing(expression, request.Variables);
                if (missing.Count > 0)
                {
                    return Fail($"missing value for {string.Join(", ", missing)}");
                }

                below = VariableExpansion.Expand(expression, request.Variables);
            }

            if (below.StartsWith('/'))
            {
                return Fail($"error SubPath `{below}` must not be an absolute path");
            }

            if (below.Split('/').Contains(".."))
            {
                return Fail($"unable to provision SubPath `{below}`: must not contain '..'");
            }

            if (SubPath(volume.Path, below) is not { } source)
            {
                return Fail($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container \"{request.Container.Name}\"");
            }

            mounts.Add(new BindMount(source, Path.GetFullPath("/" + mount.MountPath), mount.ReadOnly == true || volume.ReadOnly));
        }

        if (request.Hosts is { } hosts && !mounts.Exists(mount => mount.Target == HostsFile.Place))
        {
            mounts.Add(new BindMount(hosts, HostsFile.Place, ReadOnly: false));
        }

        return new MountPlan([.. mounts.OrderBy(mount => mount.Target.Count(character => character == '/'))], Problem: null);
    }

    private static MountPlan Fail(string problem) => new([], problem);

    /// <summary>The folder or file below a volume, made where it is missing; null when links in the volume lead out of it, or it can't be made.</summary>
    public static string? SubPath(string path, string below)
    {
        if (LibC.Resolve(path) is not { } volume)
        {
            return path;
        }

        var place = volume;
        foreach (var part in below.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(place, part);
            if (!Path.Exists(next) && new FileInfo(next).LinkTarget is null && !TryMake(next, volume))
            {
                return null;
            }

            if (LibC.Resolve(next) is not { } real || (real != volume && !real.StartsWith(volume + "/", StringComparison.Ordinal)))
            {
                return null;
            }

            place = real;
        }

        return place;
    }

    // With the permissions of the volume, so that whoever may write to that may write here.
    private static bool TryMake(string folder, string volume)
    {
        try
        {
            LibC.MakeFolder(folder, 0b111_000_000);
            LibC.SetMode(folder, (LibC.ModeOf(volume) & PermissionBits) | (LibC.ModeOf(folder) & 0b10_000_000_000));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

using JobFlows.Domain.Core;

namespace JobFlows.Domain.Defaults;

/// <summary>What a volume says when it says nothing (upstream <c>SetDefaults_Volume</c> and those of its sources).</summary>
internal static class VolumeDefaults
{
    private const int FileMode = 420; // 0644
    private const long TokenSeconds = 3600;

    internal static Volume Apply(Volume volume)
    {
        if (volume == new Volume { Name = volume.Name })
        {
            return volume with { EmptyDir = new EmptyDirVolumeSource() };
        }

        return volume with
        {
            HostPath = volume.HostPath is { } hostPath ? hostPath with { Type = hostPath.Type ?? "" } : null,
            Secret = volume.Secret is { } secret ? secret with { DefaultMode = secret.DefaultMode ?? FileMode } : null,
            ConfigMap = volume.ConfigMap is { } configMap ? configMap with { DefaultMode = configMap.DefaultMode ?? FileMode } : null,
            DownwardAPI = volume.DownwardAPI is { } downward
                ? downward with { DefaultMode = downward.DefaultMode ?? FileMode, Items = Files(downward.Items) }
                : null,
            Projected = volume.Projected is { } projected
                ? projected with { DefaultMode = projected.DefaultMode ?? FileMode, Sources = Sources(projected.Sources) }
                : null,
            Iscsi = volume.Iscsi is { } iscsi ? iscsi with { IscsiInterface = OrDefault(iscsi.IscsiInterface, "default") } : null,
            Rbd = volume.Rbd is { } rbd
                ? rbd with { Pool = OrDefault(rbd.Pool, "rbd"), User = OrDefault(rbd.User, "admin"), Keyring = OrDefault(rbd.Keyring, "/etc/ceph/keyring") }
                : null,
            AzureDisk = volume.AzureDisk is { } disk
                ? disk with
                {
                    CachingMode = disk.CachingMode ?? "ReadWrite",
                    Kind = disk.Kind ?? "Shared",
                    FsType = disk.FsType ?? "ext4",
                    ReadOnly = disk.ReadOnly ?? false,
                }
                : null,
            ScaleIO = volume.ScaleIO is { } scale
                ? scale with { StorageMode = OrDefault(scale.StorageMode, "ThinProvisioned"), FsType = OrDefault(scale.FsType, "xfs") }
                : null,
            Image = volume.Image is { } image
                ? image with { PullPolicy = OrDefault(image.PullPolicy, ContainerDefaults.PullPolicy(image.Reference)) }
                : null,
            Ephemeral = Claim(volume.Ephemeral),
        };
    }

    private static string OrDefault(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;

    private static IReadOnlyList<DownwardAPIVolumeFile>? Files(IReadOnlyList<DownwardAPIVolumeFile>? files) =>
        files is null ? null : [.. files.Select(file => file with { FieldRef = ContainerDefaults.FieldReference(file.FieldRef) })];

    private static IReadOnlyList<VolumeProjection>? Sources(IReadOnlyList<VolumeProjection>? sources) => sources is null
        ? null
        : [.. sources.Select(source => source with
        {
            DownwardAPI = source.DownwardAPI is { } downward ? downward with { Items = Files(downward.Items) } : null,
            ServiceAccountToken = source.ServiceAccountToken is { } token
                ? token with { ExpirationSeconds = token.ExpirationSeconds ?? TokenSeconds }
                : null,
        })];

    private static EphemeralVolumeSource? Claim(EphemeralVolumeSource? source) => source?.VolumeClaimTemplate?.Spec is not { } claim
        ? source
        : source with
        {
            VolumeClaimTemplate = source.VolumeClaimTemplate with { Spec = claim with { VolumeMode = claim.VolumeMode ?? "Filesystem" } },
        };
}

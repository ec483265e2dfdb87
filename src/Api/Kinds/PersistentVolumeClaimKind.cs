using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> PersistentVolumeClaim.</summary>
internal static class PersistentVolumeClaimKind
{
    public static Kind Declare() => new Kind<PersistentVolumeClaim>(new PersistentVolumeClaimStrategy())
    {
        ShortNames = ["pvc"],
        HasStatus = true,
        ReturnsDeleted = true,
        Table =
        [
            Columns.Name<PersistentVolumeClaim>(),
            Columns.Text<PersistentVolumeClaim>("Status", "Whether there is a volume.", c => c.Status?.Phase),
            Columns.Text<PersistentVolumeClaim>("Volume", "The volume.", c => c.Spec?.VolumeName),
            Columns.Text<PersistentVolumeClaim>("Capacity", "How large the volume is.", Capacity),
            Columns.Text<PersistentVolumeClaim>("Access Modes", "How the volume can be mounted.", c => Short(c.Status?.AccessModes)),
            Columns.Text<PersistentVolumeClaim>("StorageClass", "What is to provide the volume.", c => c.Spec?.StorageClassName),
            Columns.Age<PersistentVolumeClaim>(),
        ],
    };

    private static string? Capacity(PersistentVolumeClaim claim) =>
        claim.Status?.Capacity?.TryGetValue("storage", out var size) == true ? size.ToString() : null;

    private static string Short(IReadOnlyList<string>? modes) => string.Join(',', (modes ?? []).Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => mode,
    }));
}

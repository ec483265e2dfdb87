using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>PersistentVolumeClaims, which are kept as records: they stay Pending until a client says otherwise.</summary>
public sealed class PersistentVolumeClaimStrategy() : ObjectStrategy<PersistentVolumeClaim>(ResourceTypes.PersistentVolumeClaims)
{
    private protected override PersistentVolumeClaim Default(PersistentVolumeClaim obj) => obj with
    {
        Spec = (obj.Spec ?? new PersistentVolumeClaimSpec()) with { VolumeMode = obj.Spec?.VolumeMode ?? "Filesystem" },
    };

    private protected override PersistentVolumeClaim Created(PersistentVolumeClaim obj) =>
        obj with { Status = new PersistentVolumeClaimStatus { Phase = "Pending" } };

    private protected override PersistentVolumeClaim Updated(PersistentVolumeClaim old, PersistentVolumeClaim updated) => updated with { Status = old.Status };

    private protected override PersistentVolumeClaim StatusUpdated(PersistentVolumeClaim old, PersistentVolumeClaim updated) => updated with { Spec = old.Spec };

    private protected override void Check(PersistentVolumeClaim obj, FieldErrors errors) => PersistentVolumeClaimRules.Validate(obj, errors);
}

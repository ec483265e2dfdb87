using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Pods;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Pods;

namespace JobFlows.Domain.Strategies;

/// <summary>Pods (upstream <c>pkg/registry/core/pod/strategy.go</c>).</summary>
public sealed class PodStrategy() : ObjectStrategy<Pod>(ResourceTypes.Pods)
{
    private protected override bool CountsGeneration => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Warnings(Pod obj, Pod? old = null)
    {
        var warnings = new List<string>();
        var messages = old is null ? Names.Dns1123Label(obj.Metadata.Name ?? "").ToList() : [];
        if (messages.Count > 0)
        {
            warnings.Add(
                "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: "
                + $"[{string.Join(' ', messages)}]");
        }

        if (old is null || old.Metadata.Generation != obj.Metadata.Generation)
        {
            warnings.AddRange(PodWarnings.Of(obj.Spec ?? new PodSpec(), FieldPath.Spec));
        }

        return warnings;
    }

    private protected override Pod Default(Pod obj) => PodDefaults.Apply(obj);

    private protected override Pod Created(Pod obj) => obj with
    {
        Status = new PodStatus
        {
            Phase = "Pending",
            QosClass = PodQos.Of(obj.Spec!),
            Conditions = obj.Spec!.SchedulingGates is { Count: > 0 } ? [Gated] : null,
        },
    };

    private protected override Pod Updated(Pod old, Pod updated) => updated with { Status = old.Status };

    private protected override Pod StatusUpdated(Pod old, Pod updated) => updated with
    {
        Metadata = updated.Metadata with
        {
            DeletionTimestamp = old.Metadata.DeletionTimestamp,

            // Kubelets that write the status must not undo what the garbage collector relies on.
            OwnerReferences = old.Metadata.OwnerReferences,
        },
        Spec = old.Spec,
        Status = (updated.Status ?? new PodStatus()) is { QosClass: null or "" } status ? status with { QosClass = old.Status?.QosClass } : updated.Status,
    };

    private protected override bool SpecChanged(Pod old, Pod updated) => !SemanticEquality.AreEqual(old.Spec, updated.Spec);

    private protected override void Check(Pod obj, FieldErrors errors)
    {
        StartDeadlineRules.Validate(obj.Metadata.Annotations, FieldPath.Metadata.Child("annotations"), errors);
        PodRules.Validate(obj, errors);
    }

    private protected override void CheckUpdate(Pod old, Pod updated, FieldErrors errors)
    {
        StartDeadlineRules.Validate(updated.Metadata.Annotations, FieldPath.Metadata.Child("annotations"), errors);
        PodUpdateRules.Validate(old, updated, errors);
    }

    private protected override void CheckStatusUpdate(Pod old, Pod updated, FieldErrors errors) => PodStatusRules.Validate(old, updated, errors);

    private static PodCondition Gated { get; } = new()
    {
        Type = "PodScheduled",
        Status = "False",
        Reason = "SchedulingGated",
        Message = "Scheduling is blocked due to non-empty scheduling gates",
    };
}

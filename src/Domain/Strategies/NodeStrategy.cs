using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Nodes. A new one brings its status along.</summary>
public sealed class NodeStrategy() : ObjectStrategy<Node>(ResourceTypes.Nodes)
{
    private protected override Node Default(Node obj)
    {
        var status = obj.Status ?? new NodeStatus();
        return obj with { Spec = obj.Spec ?? new NodeSpec(), Status = status with { Allocatable = status.Allocatable ?? status.Capacity } };
    }

    private protected override Node Updated(Node old, Node updated) => updated with { Status = old.Status };

    private protected override Node StatusUpdated(Node old, Node updated) => updated with { Spec = old.Spec };

    private protected override void Check(Node obj, FieldErrors errors) => NodeRules.Validate(obj, errors);

    private protected override void CheckUpdate(Node old, Node updated, FieldErrors errors) => NodeRules.ValidateUpdate(old, updated, errors);

    private protected override void CheckStatusUpdate(Node old, Node updated, FieldErrors errors) => NodeRules.ValidateUpdate(old, updated, errors);
}

using JobFlows.Domain.Coordination;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Leases.</summary>
public sealed class LeaseStrategy() : ObjectStrategy<Lease>(ResourceTypes.Leases)
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    private protected override void Check(Lease obj, FieldErrors errors) => LeaseRules.Validate(obj, errors);

    private protected override void CheckUpdate(Lease old, Lease updated, FieldErrors errors) => LeaseRules.Spec(updated, errors);
}

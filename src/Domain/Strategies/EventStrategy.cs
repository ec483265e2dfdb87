using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Events.</summary>
public sealed class EventStrategy() : ObjectStrategy<Event>(ResourceTypes.Events)
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    private protected override void Check(Event obj, FieldErrors errors) => EventRules.Validate(obj, errors);
}

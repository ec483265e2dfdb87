using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>Events.</summary>
/// <param name="strict">Whether they are written through <c>events.k8s.io/v1</c>, whose rules are stricter.</param>
public sealed class EventStrategy(bool strict = false) : ObjectStrategy<Event>(ResourceTypes.Events)
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    private protected override void Check(Event obj, FieldErrors errors)
    {
        EventRules.Validate(obj, strict, errors);
        if (strict)
        {
            EventRules.ValidateNew(obj, errors);
        }
    }

    private protected override void CheckUpdate(Event old, Event updated, FieldErrors errors)
    {
        EventRules.Validate(updated, strict, errors);
        if (strict)
        {
            EventRules.ValidateUpdate(old, updated, errors);
        }
    }
}

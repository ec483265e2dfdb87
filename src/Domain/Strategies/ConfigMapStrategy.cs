using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Domain.Validation.Objects;

namespace JobFlows.Domain.Strategies;

/// <summary>ConfigMaps.</summary>
public sealed class ConfigMapStrategy() : ObjectStrategy<ConfigMap>(ResourceTypes.ConfigMaps)
{
    private protected override void Check(ConfigMap obj, FieldErrors errors) => ConfigMapRules.Validate(obj, errors);

    private protected override void CheckUpdate(ConfigMap old, ConfigMap updated, FieldErrors errors) =>
        ConfigMapRules.ValidateUpdate(old, updated, errors);
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;

namespace JobFlows.Domain.Strategies;

/// <summary>ServiceAccounts.</summary>
public sealed class ServiceAccountStrategy() : ObjectStrategy<ServiceAccount>(ResourceTypes.ServiceAccounts)
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    // Of references to secrets only the name means anything.
    private protected override ServiceAccount Default(ServiceAccount obj) => obj with
    {
        Secrets = obj.Secrets is { } secrets ? [.. secrets.Select(secret => new ObjectReference { Name = secret.Name })] : null,
    };

    private protected override void Check(ServiceAccount obj, FieldErrors errors) =>
        ObjectMetaRules.Validate(obj.Metadata, namespaced: true, Names.Dns1123Subdomain, errors);
}

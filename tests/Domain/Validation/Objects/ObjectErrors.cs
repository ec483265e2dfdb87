using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Domain.Tests.Strategies;

namespace JobFlows.Domain.Tests.Validation.Objects;

/// <summary>What is wrong with an object that a client creates.</summary>
internal static class ObjectErrors
{
    public static IEnumerable<string> OfEvent(string json) => Of(new EventStrategy(), json);

    public static IEnumerable<string> OfRegardingEvent(string json) => Of(new EventStrategy(strict: true), json);

    public static IEnumerable<string> OfClaim(string json) => Of(new PersistentVolumeClaimStrategy(), json);

    public static IEnumerable<string> OfSecret(string json) => Of(new SecretStrategy(), json);

    public static IEnumerable<string> OfNode(string json) => Of(new NodeStrategy(), json);

    private static IEnumerable<string> Of<T>(ObjectStrategy<T> strategy, string json)
        where T : KubeObject => strategy.Validate(strategy.PrepareForCreate(Given.Read<T>(json), Given.Context)).Select(error => error.ToString());
}

using JobFlows.Domain.Meta;

namespace JobFlows.Domain.Strategies;

/// <summary>The strategies of all kinds.</summary>
public static class ObjectStrategies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IObjectStrategy> All { get; } =
    [
        new JobStrategy(), new CronJobStrategy(), new PodStrategy(), new EventStrategy(), new NamespaceStrategy(),
        new ConfigMapStrategy(), new SecretStrategy(), new ServiceAccountStrategy(), new NodeStrategy(), new LeaseStrategy(),
        new PersistentVolumeClaimStrategy(),
    ];

    /// <summary>The strategy of one kind.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IObjectStrategy Of(ResourceType type) => All.FirstOrDefault(strategy => strategy.Type == type)
        ?? throw new ArgumentException($"no strategy for {type}", nameof(type));
}

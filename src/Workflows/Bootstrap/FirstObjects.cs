using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Bootstrap;

/// <summary>Objects that the server itself makes.</summary>
internal static class FirstObjects
{
    /// <summary>The object with what the API gives to those that clients make.</summary>
    /// <param name="value">The object.</param>
    /// <param name="scope">What keeps objects of the same name but another kind apart.</param>
    /// <param name="clock">The time.</param>
    public static T WithIdentity<T>(T value, string scope, TimeProvider clock)
        where T : KubeObject
    {
        var now = clock.GetUtcNow();
        return value with
        {
            Metadata = value.Metadata with
            {
                Uid = DerivedUid.From($"{scope}/{value.Metadata.Namespace}/{value.Metadata.Name}", now.Ticks.ToString()),
                CreationTimestamp = now,
            },
        };
    }
}

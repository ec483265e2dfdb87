using System.Collections.Frozen;
using JobFlows.Api.Kinds.Absent;

namespace JobFlows.Api.Kinds;

/// <summary>All kinds that are served.</summary>
internal sealed class KindCatalog
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), Kind> byPath;

    public KindCatalog(IReadOnlyList<Kind> kinds)
    {
        All = kinds;
        byPath = kinds.ToFrozenDictionary(k => (k.Type.Group, k.Type.Version, k.Type.Plural));
        Versions = kinds.Select(k => (k.Type.Group, k.Type.Version)).ToFrozenSet();
    }

    /// <summary>The kinds of this program.</summary>
    public static KindCatalog Standard { get; } = Declared();

    public IReadOnlyList<Kind> All { get; }

    /// <summary>The group versions.</summary>
    public FrozenSet<(string Group, string Version)> Versions { get; }

    /// <summary>The kind at a path; null when there is none.</summary>
    public Kind? Find(string group, string version, string plural) => byPath.GetValueOrDefault((group, version, plural));

    private static KindCatalog Declared()
    {
        var events = EventKind.Declare();
        return new KindCatalog(
        [
            ConfigMapKind.Declare(),
            events,
            NamespaceKind.Declare(),
            NodeKind.Declare(),
            PersistentVolumeClaimKind.Declare(),
            PodKind.Declare(),
            SecretKind.Declare(),
            ServiceAccountKind.Declare(),
            ServiceKind.Declare(),
            CronJobKind.Declare(),
            JobKind.Declare(),
            RegardingEventKind.Declare(events),
            LeaseKind.Declare(),
            SelfSubjectReviewKind.Declare(),
            SelfSubjectAccessReviewKind.Declare(),
            SelfSubjectRulesReviewKind.Declare(),
            .. AbsentKinds.Declare(),
        ]);
    }
}

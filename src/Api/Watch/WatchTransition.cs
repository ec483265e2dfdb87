using JobFlows.Api.Selectors;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Watch;

/// <summary>What a change looks like through a selector: objects that begin to match appear, those that cease to match vanish.</summary>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c> or <c>DELETED</c>.</param>
/// <param name="Object">What is shown.</param>
internal sealed record WatchTransition(string Type, StoredObject Object)
{
    /// <summary>The transition, or null when the watcher sees nothing of it.</summary>
    public static WatchTransition? Of(ObjectChange change, ObjectFilter filter)
    {
        var before = change.Previous is { } previous && (filter.IsEmpty || filter.Matches(previous));
        var after = change.Type != ChangeType.Deleted && (filter.IsEmpty || filter.Matches(change.Object));
        return (before, after) switch
        {
            (false, true) => new("ADDED", change.Object),
            (true, true) => new("MODIFIED", change.Object),

            // The watcher is shown the last state that it could see, at the revision of the change that ended it.
            (true, false) when change.Type == ChangeType.Deleted => new("DELETED", change.Object),
            (true, false) => new("DELETED", change.Previous! with { Revision = change.Object.Revision }),
            _ => null,
        };
    }
}

using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching.Ownership;

/// <summary>The fields that an apply would take from others.</summary>
internal sealed class Conflicts
{
    private readonly List<(ManagerId Manager, IReadOnlyList<PathElement> Path)> conflicts;

    private Conflicts(IEnumerable<(ManagerId Manager, IReadOnlyList<PathElement> Path)> conflicts) => this.conflicts = [.. conflicts];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => conflicts.Count == 0;

    /// <summary>Finds the changed fields that others own.</summary>
    public static Conflicts Find(Managers managers, ManagerId applier, FieldSet changed) => new(
        from entry in managers.All
        where entry.Key != applier
        from path in entry.Value.Fields.Intersection(changed).Paths()
        select (entry.Key, path));

    /// <summary>The conflicts about other fields than these.</summary>
    public Conflicts Except(FieldSet allowed) => new(conflicts.Where(conflict => !allowed.Has(conflict.Path)));

    /// <summary>The 409 that names them.</summary>
    public Status ToStatus()
    {
        var causes = conflicts.Select(conflict => new StatusCause
        {
            Reason = "FieldManagerConflict",
            Message = $"conflict with {conflict.Manager}",
            Field = FieldSet.Print(conflict.Path),
        });
        return Failures.ApplyConflict(Message(), [.. causes]);
    }

    private string Message()
    {
        if (conflicts.Count == 1)
        {
            return $"Apply failed with 1 conflict: conflict with {conflicts[0].Manager}: {FieldSet.Print(conflicts[0].Path)}";
        }

        var lines = conflicts.GroupBy(conflict => conflict.Manager).OrderBy(group => group.Key).SelectMany(group =>
            group.Select(conflict => $"- {FieldSet.Print(conflict.Path)}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}

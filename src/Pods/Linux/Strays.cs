namespace JobFlows.Pods.Linux;

/// <summary>
/// Adopted processes of which nobody can tell whose they are: one that takes a new session and an empty environment sheds all marks. It can
/// only be of a pod that was alive when it was first seen, so once all of those have ended it is killed.
/// </summary>
internal sealed class Strays
{
    private readonly Dictionary<int, HashSet<string>> suspects = [];

    /// <summary>Takes the exits of adopted processes that have ended, and kills those whose every possible owner has.</summary>
    /// <param name="alive">The UIDs of the pods that have not ended.</param>
    public void Look(IReadOnlyCollection<string> alive)
    {
        var adopted = ProcessTree.Adopted();
        foreach (var gone in suspects.Keys.Except(adopted).ToList())
        {
            suspects.Remove(gone);
        }

        foreach (var orphan in adopted)
        {
            if (ProcessTree.Reap(orphan))
            {
                suspects.Remove(orphan);
                continue;
            }

            if (suspects.TryGetValue(orphan, out var owners))
            {
                owners.IntersectWith(alive);
            }
            else
            {
                suspects[orphan] = owners = [.. alive];
            }

            if (owners.Count == 0)
            {
                _ = LibC.Kill(orphan, LibC.SigKill);
            }
        }
    }
}

using JobFlows.Workflows.Objects;

namespace JobFlows.Storage.Objects;

/// <summary>Which revisions a snapshot of the store can be read at.</summary>
/// <param name="Newest">The newest.</param>
/// <param name="Compacted">The oldest: what was superseded up to here is gone.</param>
internal readonly record struct Revisions(long Newest, long Compacted)
{
    /// <exception cref="RevisionExpiredException"><paramref name="revision"/> is none of them.</exception>
    public void Check(long revision)
    {
        if (revision < Compacted || revision > Newest)
        {
            throw new RevisionExpiredException(revision, Compacted);
        }
    }
}

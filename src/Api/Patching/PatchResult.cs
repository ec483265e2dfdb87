using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>What became of a patch.</summary>
internal abstract record PatchResult
{
    private PatchResult()
    {
    }

    /// <summary>It applied.</summary>
    /// <param name="Value">The patched object, of the target's type, not defaulted.</param>
    /// <param name="Warnings">Texts for <c>Warning: 299</c> headers.</param>
    public sealed record Patched(KubeObject Value, IReadOnlyList<string> Warnings) : PatchResult;

    /// <summary>It did not.</summary>
    /// <param name="Status">The error, complete but for <c>details.name/group/kind</c>, which the caller knows.</param>
    public sealed record Rejected(Status Status) : PatchResult;
}

using JobFlows.Api.Schema;

namespace JobFlows.Api.Patching;

/// <summary>How a strategic merge patch treats a field.</summary>
/// <param name="Type">The field's type.</param>
/// <param name="Merges">Whether it merges lists instead of replacing them.</param>
/// <param name="MergeKey">The field that tells items apart; null for scalars.</param>
internal readonly record struct MergeField(TypeSchema Type, bool Merges, string? MergeKey)
{
    /// <summary>The type of a list's items.</summary>
    public TypeSchema Item => Type.Element ?? Type;
}

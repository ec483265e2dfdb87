using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>Applies JSON patches, merge patches and strategic merge patches.</summary>
internal static class Patcher
{
    /// <summary>Applies the patch and decodes what comes out. Does not check immutable fields, names or revisions: an update does.</summary>
    public static PatchResult Apply(PatchRequest request) => throw new NotSupportedException();
}

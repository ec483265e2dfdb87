using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>Keeps <c>metadata.managedFields</c>: who last wrote which field. Pure: time is passed in.</summary>
internal static class FieldManager
{
    /// <summary>
    /// Merges what a manager wants into the object. The result has its <c>managedFields</c> set and is not defaulted.
    /// When nothing changes it equals the current object, times in <c>managedFields</c> included.
    /// </summary>
    public static PatchResult Apply(ApplyRequest request) => throw new NotSupportedException();

    /// <summary>Credits <paramref name="manager"/> with what a create, update or patch changed.</summary>
    /// <param name="before">The stored object, or null on create.</param>
    /// <param name="after">The object about to be stored, defaulted; its <c>managedFields</c> are what the client sent.</param>
    /// <param name="target">The object's type.</param>
    /// <param name="manager">The name given as <c>fieldManager</c>, else the first word of the user agent: see <see cref="ManagerName"/>.</param>
    /// <param name="subresource">The subresource written to, or null for the object itself.</param>
    /// <param name="now">The time for <c>managedFields</c>.</param>
    /// <returns><paramref name="after"/> with its <c>managedFields</c> set.</returns>
    public static KubeObject Update(KubeObject? before, KubeObject after, DecodeTarget target, string manager, string? subresource, DateTimeOffset now) =>
        throw new NotSupportedException();

    /// <summary>The manager's name for a request that is not an apply: the query parameter, else the user agent up to its first slash.</summary>
    public static string ManagerName(string? fieldManager, string? userAgent) => throw new NotSupportedException();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using JobFlows.Api.Patching.Ownership;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Patching;

/// <summary>Keeps <c>metadata.managedFields</c>: who last wrote which field. Pure: time is passed in.</summary>
internal static class FieldManager
{
    private const string BeforeFirstApply = "before-first-apply";

    // Written by the server or fixed by the request's path: nobody owns these.
    private static readonly FieldSet Unowned = FieldSet.Of(
        [
            [PathElement.Field("apiVersion")],
            [PathElement.Field("kind")],
            [PathElement.Field("metadata")],
            .. new[] { "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion" }
                .Select(name => new[] { PathElement.Field("metadata"), PathElement.Field(name) }),
        ]);

    /// <summary>
    /// Merges what a manager wants into the object. The result has its <c>managedFields</c> set and is not defaulted.
    /// When nothing changes it equals the current object, times in <c>managedFields</c> included.
    /// </summary>
    public static PatchResult Apply(ApplyRequest request)
    {
        try
        {
            return Apply(request, AppliedConfig.Read(request));
        }
        catch (PatchException e)
        {
            return new PatchResult.Rejected(e.Status);
        }
    }

    /// <summary>Credits <paramref name="manager"/> with what a create, update or patch changed.</summary>
    /// <param name="before">The stored object, or null on create.</param>
    /// <param name="after">The object about to be stored, defaulted; its <c>managedFields</c> are what the client sent.</param>
    /// <param name="target">The object's type.</param>
    /// <param name="manager">The name given as <c>fieldManager</c>, else the first word of the user agent: see <see cref="ManagerName"/>.</param>
    /// <param name="subresource">The subresource written to, or null for the object itself.</param>
    /// <param name="now">The time for <c>managedFields</c>.</param>
    /// <returns><paramref name="after"/> with its <c>managedFields</c> set.</returns>
    public static KubeObject Update(KubeObject? before, KubeObject after, DecodeTarget target, string manager, string? subresource, DateTimeOffset now)
    {
        var managers = Given(before, after, subresource);

        // An object that nobody is known to own is tracked from its first apply on.
        if (before is not null && managers.IsEmpty)
        {
            return WithManagers(after, managers);
        }

        var type = TypeSchema.Of(target.Type);
        var live = Blanks.Fill(before is null ? [] : AppliedConfig.Canonical(before), type);
        Credit(managers, live, Blanks.Fill(AppliedConfig.Canonical(after), type), target, manager, subresource, now);
        return WithManagers(after, managers);
    }

    /// <summary>The manager's name for a request that is not an apply: the query parameter, else the user agent up to its first slash.</summary>
    public static string ManagerName(string? fieldManager, string? userAgent)
    {
        const int MaxLength = 128;
        var name = string.IsNullOrEmpty(fieldManager) ? (userAgent ?? "").Split('/')[0] : fieldManager;
        var printable = new string([.. name.Where(c => !char.IsControl(c)).Take(MaxLength)]);
        return printable.Length > 0 ? printable : "unknown";
    }

    private static PatchResult Apply(ApplyRequest request, AppliedConfig config)
    {
        var target = request.Target;
        var type = TypeSchema.Of(target.Type);
        var root = Slot.Root(type);
        var current = request.Current is null ? [] : AppliedConfig.Canonical(request.Current);
        var live = Blanks.Fill((JsonObject)current.DeepClone(), type);
        var managers = Managers.Read(request.Current?.Metadata.ManagedFields)
            ?? throw new PatchException(Failures.BadRequest("failed to decode managed fields"));
        if (managers.IsEmpty)
        {
            Credit(managers, Blanks.Fill([], type), live, target, BeforeFirstApply, request.Subresource, request.Now);
        }

        var applier = ManagerId.Applier(request.Manager, request.Subresource);
        var last = managers[applier];
        var merged = TypedMerge.Merge(current, config.Fields, root);
        var fields = Owned(FieldSets.Of(config.Fields, root), type, request.Subresource);
        managers[applier] = new Managed(fields, target.ApiVersion, last?.Time);
        var everyone = managers.All.Aggregate(fields, (owned, entry) => owned.Union(entry.Value.Fields));
        var result = Pruning.Prune(merged, last?.Fields ?? FieldSet.Empty, everyone, root) as JsonObject ?? [];

        var comparison = Comparison.Of(live, Blanks.Fill((JsonObject)result.DeepClone(), type), root);
        Ignore(comparison, type, request.Subresource);
        var changed = comparison.Modified.Union(comparison.Added);
        var conflicts = Conflicts.Find(managers, applier, changed);
        if (!request.Force && !conflicts.IsEmpty)
        {
            // What kubectl applied from the client side before, kubectl may take over.
            var allowed = request is { Manager: "kubectl", Current: { } stored } ? LastApplied.Fields(stored, live, target) : null;
            conflicts = allowed is null ? conflicts : conflicts.Except(allowed);
            if (!conflicts.IsEmpty)
            {
                return new PatchResult.Rejected(conflicts.ToStatus());
            }
        }

        managers.TakeFromOthers(applier, changed.Union(comparison.Removed));
        fields = fields.Difference(Unowned);
        var same = JsonNode.DeepEquals(result, current) && last is not null && last.Fields.SameAs(fields);
        managers[applier] = new Managed(fields, target.ApiVersion, same ? last!.Time : request.Now);

        var value = ObjectDecoder.Read(JsonTree.Write(result), target.Type, out _, out var error) as KubeObject
            ?? throw new PatchException(Failures.BadRequest(error));
        value = value with { ApiVersion = target.ApiVersion, Kind = target.Kind };
        value = request.Manager == "kubectl" ? LastApplied.Refresh(value, config.Json) : value;
        return new PatchResult.Patched(WithManagers(value, managers), config.Warnings);
    }

    private static void Credit(
        Managers managers, JsonObject live, JsonObject changed, DecodeTarget target, string manager, string? subresource, DateTimeOffset now)
    {
        var type = TypeSchema.Of(target.Type);
        var comparison = Comparison.Of(live, changed, Slot.Root(type));
        Ignore(comparison, type, subresource);
        var taken = comparison.Modified.Union(comparison.Added);
        managers.TakeFromOthers(taker: null, taken.Union(comparison.Removed));
        var fields = taken.Difference(Unowned);
        if (!fields.IsEmpty)
        {
            var id = ManagerId.Updater(manager, target.ApiVersion, subresource);
            managers[id] = new Managed(fields.Union(managers[id]?.Fields ?? FieldSet.Empty), target.ApiVersion, now);
        }

        managers.Cap();
    }

    // The main resource leaves the status alone, and the status subresource the spec; so nobody comes to own it that way.
    private static void Ignore(Comparison comparison, TypeSchema type, string? subresource)
    {
        if (Ignored(type, subresource) is { } field)
        {
            comparison.Ignore(field);
        }
    }

    private static FieldSet Owned(FieldSet fields, TypeSchema type, string? subresource) =>
        Ignored(type, subresource) is { } field ? fields.Without(field) : fields;

    private static PathElement? Ignored(TypeSchema type, string? subresource) =>
        type.Field("status") is null ? null
        : string.IsNullOrEmpty(subresource) ? PathElement.Field("status")
        : subresource == "status" ? PathElement.Field("spec")
        : null;

    // A client may set managedFields directly, though not through a subresource; what it can't have meant is put back.
    private static Managers Given(KubeObject? before, KubeObject after, string? subresource)
    {
        var stored = before?.Metadata.ManagedFields;
        var sent = after.Metadata.ManagedFields;
        if (!string.IsNullOrEmpty(subresource))
        {
            return Managers.Read(stored) ?? new Managers();
        }

        if (sent is { Count: 0 } || (sent is [var only] && only == new ManagedFieldsEntry()))
        {
            return new Managers();
        }

        var managers = Managers.Read(sent);
        return managers is null or { IsEmpty: true } ? Managers.Read(stored) ?? new Managers() : managers;
    }

    private static KubeObject WithManagers(KubeObject value, Managers managers) =>
        value with { Metadata = value.Metadata with { ManagedFields = managers.Write() } };
}

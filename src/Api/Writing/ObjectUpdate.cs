using JobFlows.Api.Errors;
using JobFlows.Api.Patching;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Changes a stored object: what PUT, PATCH and the server's own changes have in common.</summary>
internal sealed class ObjectUpdate
{
    public required ApiServices Services { get; init; }

    public required ApiRequest Request { get; init; }

    public required WriteOptions Options { get; init; }

    /// <summary>Who is credited with the change; null when the change has credited it already.</summary>
    public string? Manager { get; init; }

    /// <summary>The UID that the object must have even where there is none; null when a missing object is just not found.</summary>
    public string? Uid { get; init; }

    private bool ToStatus => Request.Path.Subresource == "status";

    /// <summary>Makes the change; on an object that others change meanwhile again and again, unless it names a revision.</summary>
    /// <param name="change">From the object as it is stored, in the request's version, to the object as it is wanted.</param>
    public async Task<Result<WrittenObject>> RunAsync(Func<StoredObject, Result<KubeObject>> change)
    {
        while (true)
        {
            Request.Aborted.ThrowIfCancellationRequested();
            var current = await Services.Store.GetAsync(Request.Key, Request.Aborted);
            if (current is null)
            {
                return string.IsNullOrEmpty(Uid) ? ApiErrors.NotFound(Request.Type, Request.Name) : OtherUid(Uid, "");
            }

            var before = Request.Kind.Storage.Read(current);
            if (!change(current).Try(out var wanted, out var error) || !Prepare(current, before, wanted).Try(out var next, out error))
            {
                return error;
            }

            if (Options.DryRun || IsSame(current, next))
            {
                return new WrittenObject(Options.DryRun ? current with { Json = ObjectBytes.Of(next) } : current, Created: false);
            }

            switch ((await Services.Store.WriteAsync([.. OwnerLink.Writes(before, next, current.Key), Write(current, next)], CancellationToken.None))[^1])
            {
                case WriteResult.Written written:
                    await Services.Reactions.UpdatedAsync(before, Request.Kind.Storage.Read(written.Object), CancellationToken.None);
                    return new WrittenObject(written.Object, Created: false);
            }
        }
    }

    private Result<KubeObject> Prepare(StoredObject current, KubeObject old, KubeObject wanted)
    {
        var meta = wanted.Metadata;
        if (meta.ResourceVersion is { Length: > 0 } and not "0" && meta.ResourceVersion != current.Revision.ToString())
        {
            return ApiErrors.Conflict(Request.Type, Request.Name);
        }

        if (!string.IsNullOrEmpty(meta.Uid) && meta.Uid != current.Uid)
        {
            return OtherUid(meta.Uid, current.Uid);
        }

        var strategy = Request.Kind.Strategy!;
        var item = Request.Kind.ToStorage(OwnerReferenceList.Distinct(Request, wanted with
        {
            Metadata = meta with { ResourceVersion = meta.ResourceVersion is "0" ? null : meta.ResourceVersion },
        }));
        var next = Credited(old, ToStatus ? strategy.PrepareForStatusUpdate(old, item) : strategy.PrepareForUpdate(old, item));
        var errors = ToStatus ? strategy.ValidateStatusUpdate(old, next) : strategy.ValidateUpdate(old, next);
        if (errors.Count > 0)
        {
            return InvalidStatus.Create(Request.Type, Request.Name, errors);
        }

        Request.Warn(strategy.Warnings(next, old));
        return next;
    }

    private KubeObject Credited(KubeObject old, KubeObject next) =>
        Manager is null ? next : FieldManager.Update(old, next, Request.Kind.Storage.Target, Manager, Request.Path.Subresource, Services.Now);

    private Status OtherUid(string wanted, string found) =>
        ApiErrors.Conflict(Request.Type, Request.Name, $"Precondition failed: UID in precondition: {wanted}, UID in object meta: {found}");

    private bool IsSame(StoredObject current, KubeObject next)
    {
        var bytes = ObjectBytes.Of(next);
        return current.Json.Span.SequenceEqual(bytes) || ObjectBytes.Of(Request.Kind.Storage.Read(current)).AsSpan().SequenceEqual(bytes);
    }

    /// <summary>An update; or a delete, when it lets go of the last finalizer of an object that waits for nothing else.</summary>
    private static ObjectWrite Write(StoredObject current, KubeObject next)
    {
        var json = ObjectBytes.Of(next);
        var owner = ObjectBytes.Owner(next);
        var meta = next.Metadata;
        return meta.DeletionTimestamp is not null && meta.Finalizers is (null or []) && meta.DeletionGracePeriodSeconds is (null or 0)
            ? new ObjectWrite.Delete { Key = current.Key, Json = json, Owner = owner, ExpectedRevision = current.Revision }
            : new ObjectWrite.Update { Key = current.Key, Json = json, Owner = owner, ExpectedRevision = current.Revision };
    }
}

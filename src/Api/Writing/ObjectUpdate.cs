using JobFlows.Api.Errors;
using JobFlows.Api.Patching;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Validation;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Changes a stored object: what PUT, PATCH and the server's own changes have in common.</summary>
internal sealed class ObjectUpdate
{
    /// <summary>How often a change that names no revision is made again on an object that others change meanwhile.</summary>
    private const int Attempts = 20;

    public required ApiServices Services { get; init; }

    public required ApiRequest Request { get; init; }

    public required WriteOptions Options { get; init; }

    /// <summary>Who is credited with the change; null when the change has credited it already.</summary>
    public string? Manager { get; init; }

    private bool ToStatus => Request.Path.Subresource == "status";

    /// <summary>Makes the change.</summary>
    /// <param name="change">From the object as it is stored, in the request's version, to the object as it is wanted.</param>
    public async Task<Result<WrittenObject>> RunAsync(Func<StoredObject, Result<KubeObject>> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await Services.Store.GetAsync(Request.Key, Request.Aborted);
            if (current is null)
            {
                return ApiErrors.NotFound(Request.Type, Request.Name);
            }

            if (!change(current).Try(out var wanted, out var error) || !Prepare(current, wanted).Try(out var next, out error))
            {
                return error;
            }

            if (Options.DryRun || IsSame(current, next))
            {
                return new WrittenObject(Options.DryRun ? current with { Json = ObjectBytes.Of(next) } : current, Created: false);
            }

            switch ((await Services.Store.WriteAsync([Write(current, next)], CancellationToken.None))[0])
            {
                case WriteResult.Written written:
                    var storage = Request.Kind.Storage;
                    await Services.Reactions.UpdatedAsync(storage.Read(current), storage.Read(written.Object), CancellationToken.None);
                    return new WrittenObject(written.Object, Created: false);
                case WriteResult.NotFound:
                    return ApiErrors.NotFound(Request.Type, Request.Name);
                case WriteResult.Conflict when attempt == Attempts:
                    return ApiErrors.Conflict(Request.Type, Request.Name);
            }
        }
    }

    private Result<KubeObject> Prepare(StoredObject current, KubeObject wanted)
    {
        var meta = wanted.Metadata;
        if (meta.ResourceVersion is { Length: > 0 } and not "0" && meta.ResourceVersion != current.Revision.ToString())
        {
            return ApiErrors.Conflict(Request.Type, Request.Name);
        }

        if (!string.IsNullOrEmpty(meta.Uid) && meta.Uid != current.Uid)
        {
            return ApiErrors.Conflict(Request.Type, Request.Name, $"Precondition failed: UID in precondition: {meta.Uid}, UID in object meta: {current.Uid}");
        }

        var kind = Request.Kind.Storage;
        var old = kind.Read(current);
        var item = Request.Kind.ToStorage(wanted with
        {
            Metadata = meta with { ResourceVersion = meta.ResourceVersion is "0" ? null : meta.ResourceVersion },
        });
        var next = ToStatus ? kind.Strategy!.PrepareForStatusUpdate(old, item) : kind.Strategy!.PrepareForUpdate(old, item);
        var errors = ToStatus ? kind.Strategy.ValidateStatusUpdate(old, next) : kind.Strategy.ValidateUpdate(old, next);
        if (errors.Count > 0)
        {
            return InvalidStatus.Create(Request.Type, Request.Name, errors);
        }

        Request.Warn(kind.Strategy.Warnings(next, old));
        return Manager is null ? next : FieldManager.Update(old, next, kind.Target, Manager, Request.Path.Subresource, Services.Now);
    }

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

using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Tests.Fakes;

/// <summary>Deletes objects without dependents or grace: at once, or marked while they have finalizers.</summary>
internal sealed class PlainDeletion(IObjectStore store, TimeProvider time) : IDeletion
{
    public List<(ObjectKey Key, DeleteOptions Options)> Calls { get; } = [];

    public async Task<DeleteResult> DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellation = default)
    {
        lock (Calls)
        {
            Calls.Add((key, options));
        }

        var current = await store.GetAsync(key, cancellation);
        if (current is null)
        {
            return new DeleteResult.NotFound();
        }

        if (options.Preconditions?.Uid is { } uid && uid != current.Uid)
        {
            return new DeleteResult.PreconditionFailed($"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        if (options.DryRun is { Count: > 0 })
        {
            return new DeleteResult.Deleted(current);
        }

        var json = System.Text.Json.Nodes.JsonNode.Parse(current.Json.Span)!;
        if (json["metadata"]!["finalizers"] is null)
        {
            var gone = await store.WriteAsync([new ObjectWrite.Delete { Key = key, Json = current.Json, ExpectedRevision = current.Revision }], cancellation);
            return new DeleteResult.Deleted(((WriteResult.Written)gone[0]).Object);
        }

        json["metadata"]!["deletionTimestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var bytes = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        var marked = await store.WriteAsync([new ObjectWrite.Update { Key = key, Json = bytes, ExpectedRevision = current.Revision }], cancellation);
        return new DeleteResult.Marked(((WriteResult.Written)marked[0]).Object);
    }
}

using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Representations;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Deleting;

/// <summary>Answers DELETEs, of one object and of collections.</summary>
internal static class Deletes
{
    /// <summary>How many objects of a collection are deleted at once.</summary>
    private const int Parallel = 16;

    public static async Task<Answer> DeleteAsync(ApiServices services, ApiRequest request)
    {
        if (!Lists.Represent(services, request).Try(out var form, out var error)
            || !(await DeleteRequest.ReadAsync(services, request)).Try(out var options, out error))
        {
            return error;
        }

        var result = await services.Deletion.DeleteAsync(request.Kind.Storage.Type, request.Key, options, CancellationToken.None);
        return Answered(request, form, options, result);
    }

    public static async Task<Answer> DeleteCollectionAsync(ApiServices services, ApiRequest request)
    {
        if (!Lists.Represent(services, request).Try(out var form, out var error)
            || !ListOptions.Read(request).Try(out var selection, out error)
            || !(await DeleteRequest.ReadAsync(services, request)).Try(out var options, out error)
            || !(await Lists.ReadAsync(services, request, selection with { Watch = false })).Try(out var list, out error))
        {
            return error;
        }

        var deleted = new StoredObject[list.Items.Count];
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, deleted.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = request.Aborted },
            async (i, _) =>
            {
                var item = list.Items[i];
                deleted[i] = await services.Deletion.DeleteAsync(request.Kind.Storage.Type, item.Key, options, CancellationToken.None) switch
                {
                    DeleteResult.Deleted gone => gone.Object,
                    DeleteResult.Marked marked => marked.Object,

                    // Somebody else was faster, or a precondition speaks of another object.
                    _ => item,
                };
            });
        return Answer.Json.Of(200, output => form.WriteList(output, list with { Items = deleted, Revision = services.Store.Revision }));
    }

    private static Answer Answered(ApiRequest request, Representation form, DeleteOptions options, DeleteResult result) => result switch
    {
        DeleteResult.Deleted gone when request.Kind.ReturnsDeleted => Answer.Json.Of(200, output => form.WriteObject(output, gone.Object)),
        DeleteResult.Deleted gone => Success(request, gone.Object.Uid),

        // Only the deprecated orphanDependents=false is answered with Accepted.
        DeleteResult.Marked marked => Answer.Json.Of(options.OrphanDependents == false ? 202 : 200, output => form.WriteObject(output, marked.Object)),
        DeleteResult.NotFound => ApiErrors.NotFound(request.Type, request.Name),
        DeleteResult.PreconditionFailed failed => ApiErrors.Conflict(request.Type, request.Name, failed.Message),
        DeleteResult.Forbidden forbidden => ApiErrors.Forbidden(request.Type, request.Name, forbidden.Message),
        _ => throw new NotSupportedException(result.ToString()),
    };

    private static Status Success(ApiRequest request, string uid) => new()
    {
        Outcome = "Success",
        Details = new StatusDetails
        {
            Name = request.Name,
            Group = request.Type.Group.Length == 0 ? null : request.Type.Group,
            Kind = request.Type.Plural,
            Uid = uid,
        },
    };
}

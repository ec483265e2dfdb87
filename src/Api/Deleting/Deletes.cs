using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Representations;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using Microsoft.AspNetCore.Http;

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
        Status? refused = null;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, deleted.Length),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = request.Aborted },
            async (i, _) =>
            {
                var item = list.Items[i];
                var result = await services.Deletion.DeleteAsync(request.Kind.Storage.Type, item.Key, options, CancellationToken.None);
                deleted[i] = result switch
                {
                    DeleteResult.Deleted gone => gone.Object,
                    DeleteResult.Marked marked => marked.Object,
                    _ => item,
                };
                if (Refusal(request, item.Key.Name, result) is { Code: not StatusCodes.Status404NotFound } error)
                {
                    Interlocked.CompareExchange(ref refused, error, null);
                }
            });
        if (refused is not null)
        {
            return refused;
        }

        return Answer.Json.Of(200, output => form.WriteList(output, list with { Items = deleted, Revision = services.Store.Revision }));
    }

    private static Answer Answered(ApiRequest request, Representation form, DeleteOptions options, DeleteResult result) => result switch
    {
        DeleteResult.Deleted gone when request.Kind.ReturnsDeleted => Answer.Json.Of(200, output => form.WriteObject(output, gone.Object)),
        DeleteResult.Deleted gone => Success(request, gone.Object.Uid),

        // Only the deprecated orphanDependents=false is answered with Accepted.
        DeleteResult.Marked marked => Answer.Json.Of(options.OrphanDependents == false ? 202 : 200, output => form.WriteObject(output, marked.Object)),
        _ => Refusal(request, request.Name, result) ?? throw new NotSupportedException(result.ToString()),
    };

    private static Status? Refusal(ApiRequest request, string name, DeleteResult result) => result switch
    {
        DeleteResult.NotFound => ApiErrors.NotFound(request.Type, name),
        DeleteResult.PreconditionFailed failed => ApiErrors.Conflict(request.Type, name, failed.Message),
        DeleteResult.Forbidden forbidden => ApiErrors.Forbidden(request.Type, name, forbidden.Message),
        _ => null,
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

using JobFlows.Api.Answers;
using JobFlows.Api.Authentication;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Patching;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;
using JobFlows.Domain.Validation;
using JobFlows.Workflows.Deletion;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Answers POSTs of new objects.</summary>
internal static class Creates
{
    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        if (!Lists.Represent(services, request).Try(out var form, out var error)
            || !WriteOptions.Read(request, "CreateOptions").Try(out var options, out error)
            || !(await BodyDecoding.ReadAsync(services, request, request.Kind.Target, options.Validation)).Try(out var body, out error))
        {
            return error;
        }

        var posted = (KubeObject)body;
        if (request.Kind.Review(posted, Caller.Of(request.Http)) is { } review)
        {
            return review.Try(out var answered, out error) ? new Answer.Json(201, ObjectBytes.Of(answered)) : error;
        }

        var manager = FieldManager.ManagerName(options.FieldManager, request.Http.Request.Headers.UserAgent);
        return (await CreateAsync(services, request, posted, options, manager)).Try(out var written, out error)
            ? Answer.Json.Of(201, output => form.WriteObject(output, written.Stored))
            : error;
    }

    /// <summary>Creates an object of the request's kind.</summary>
    /// <param name="services">What to work with.</param>
    /// <param name="request">The request.</param>
    /// <param name="posted">The object as the client wants it.</param>
    /// <param name="options">The request's options.</param>
    /// <param name="manager">Who is credited with its fields; null when they are credited already.</param>
    public static async Task<Result<WrittenObject>> CreateAsync(
        ApiServices services, ApiRequest request, KubeObject posted, WriteOptions options, string? manager)
    {
        if (RequestChecks.ForCreate(request, posted) is { } mistake)
        {
            return mistake;
        }

        if (await NamespaceGate.CheckAsync(services.Store, request, posted.Metadata.Name ?? "") is { } closed)
        {
            return closed;
        }

        if (await ServiceAccountGate.CheckAsync(services.Store, request, posted) is { } homeless)
        {
            return homeless;
        }

        posted = OwnerReferenceList.Distinct(request, ServiceAccountGate.Name(posted));

        var generated = string.IsNullOrEmpty(posted.Metadata.Name) && !string.IsNullOrEmpty(posted.Metadata.GenerateName);
        for (var attempt = 1; ; attempt++)
        {
            if (!Prepare(services, request, posted, manager).Try(out var ready, out var error))
            {
                return error;
            }

            var name = ready.Metadata.Name!;
            var key = request.KeyOf(name);
            if (options.DryRun)
            {
                return await services.Store.GetAsync(key, request.Aborted) is null
                    ? new WrittenObject(ObjectBytes.Unstored(key, ready), Created: true)
                    : ApiErrors.AlreadyExists(request.Type, name);
            }

            var write = new ObjectWrite.Create { Key = key, Json = ObjectBytes.Of(ready), Uid = ready.Metadata.Uid!, Owner = ObjectBytes.Owner(ready) };
            switch ((await services.Store.WriteAsync([.. OwnerLink.Writes(before: null, ready, key), write], CancellationToken.None))[^1])
            {
                case WriteResult.Written written:
                    await services.Reactions.CreatedAsync(request.Kind.Storage.Read(written.Object), CancellationToken.None);
                    return new WrittenObject(written.Object, Created: true);
                case WriteResult.AlreadyExists when generated && attempt < ObjectNames.Attempts:
                    continue;
                case WriteResult.AlreadyExists when generated:
                    return ApiErrors.GenerateNameConflict(request.Type, name);
                case WriteResult.AlreadyExists:
                    return ApiErrors.AlreadyExists(request.Type, name);
                case var other:
                    throw new InvalidOperationException($"a create came back as {other}");
            }
        }
    }

    /// <summary>Whether a create came too late: somebody else has created an object of the request's name.</summary>
    public static bool IsTaken(Result<WrittenObject> result, ApiRequest request) =>
        !result.Try(out _, out var error) && error is { Reason: "AlreadyExists" } && error.Details?.Name == request.Name;

    private static Result<KubeObject> Prepare(ApiServices services, ApiRequest request, KubeObject posted, string? manager)
    {
        var strategy = request.Kind.Strategy!;
        var context = new CreateContext(Guid.NewGuid().ToString(), services.Now, request.Path.Namespace, ObjectNames.Suffix());
        var ready = strategy.PrepareForCreate(Credited(request, strategy, request.Kind.ToStorage(posted), manager, services.Now), context);
        var errors = strategy.Validate(ready);
        if (errors.Count > 0)
        {
            return InvalidStatus.Create(request.Type, ready.Metadata.Name ?? "", errors);
        }

        request.Warn(strategy.Warnings(ready));
        return ready;
    }

    /// <summary>The object with its <c>managedFields</c>. A manager owns what it sent and the defaults, but not what the server makes itself
    /// (a Job's selector): else an apply that doesn't name these would remove them.</summary>
    private static KubeObject Credited(ApiRequest request, IObjectStrategy strategy, KubeObject item, string? manager, DateTimeOffset now)
    {
        if (manager is null)
        {
            return item;
        }

        var owned = FieldManager.Update(null, strategy.Default(item), request.Kind.Storage.Target, manager, subresource: null, now);
        return item with { Metadata = item.Metadata with { ManagedFields = owned.Metadata.ManagedFields } };
    }
}

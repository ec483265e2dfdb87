using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Patching;
using JobFlows.Api.Routing;
using JobFlows.Api.Schema;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Writing;

/// <summary>Answers PATCHes: JSON patch, merge patch, strategic merge patch and server-side apply.</summary>
internal static class Patches
{
    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        var type = (request.Http.Request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (!PatchTypes.All.Contains(type))
        {
            return ApiErrors.UnsupportedMediaType(PatchTypes.All);
        }

        if (!Lists.Represent(services, request).Try(out var form, out var error)
            || !WriteOptions.Read(request, "PatchOptions").Try(out var options, out error)
            || !Check(type, options).Try(out options, out error)
            || !(await RequestBody.ReadAsync(request.Http.Request, services.Options.MaxBodyBytes, request.Aborted)).Try(out var body, out error))
        {
            return error;
        }

        body = GoText.Mend(body);
        var result = type == PatchTypes.Apply
            ? await ApplyAsync(services, request, options, body)
            : await PatchAsync(services, request, options, type, body);
        return result.Try(out var written, out error)
            ? Answer.Json.Of(written.Created ? 201 : 200, output => form.WriteObject(output, written.Stored))
            : error;
    }

    private static Result<WriteOptions> Check(string type, WriteOptions options) =>
        type == PatchTypes.Apply && options.FieldManager is null
            ? ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [FieldCauses.Required("fieldManager", "is required for apply patch")])
        : type != PatchTypes.Apply && options.Force is not null
            ? ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [FieldCauses.Forbidden("force", "may not be specified for non-apply patch")])
        : options;

    private static Task<Result<WrittenObject>> PatchAsync(
        ApiServices services, ApiRequest request, WriteOptions options, string type, ReadOnlyMemory<byte> body)
    {
        var update = new ObjectUpdate
        {
            Services = services,
            Request = request,
            Options = options,
            Manager = FieldManager.ManagerName(options.FieldManager, request.Http.Request.Headers.UserAgent),
        };
        return update.RunAsync(current => Accept(request, Patcher.Apply(new PatchRequest
        {
            MediaType = type,
            Current = request.Kind.View(current).ToJson(),
            Patch = body,
            Target = request.Kind.Target,
            Validation = options.Validation,
        })));
    }

    private static async Task<Result<WrittenObject>> ApplyAsync(ApiServices services, ApiRequest request, WriteOptions options, ReadOnlyMemory<byte> body)
    {
        Result<KubeObject> Apply(StoredObject? current) => Accept(request, FieldManager.Apply(new ApplyRequest
        {
            Current = current is null ? null : request.Kind.Read(current),
            Patch = body,
            Target = request.Kind.Target,
            Manager = options.FieldManager!,
            Force = options.Force == true,
            Subresource = request.Path.Subresource,
            Validation = options.Validation,
            Now = services.Now,
        }));

        var update = new ObjectUpdate { Services = services, Request = request, Options = options };
        if (request.Path.Subresource is not null)
        {
            return await update.RunAsync(Apply);
        }

        // Others may create or delete the object between the look and the write.
        while (true)
        {
            if (await services.Store.GetAsync(request.Key, request.Aborted) is not null)
            {
                var updated = await update.RunAsync(Apply);
                if (updated.Try(out _, out var missing) || missing.Reason != "NotFound")
                {
                    return updated;
                }
            }

            if (!Apply(null).Try(out var fresh, out var error))
            {
                return error;
            }

            var created = await Creates.CreateAsync(services, request, fresh, options, manager: null);
            if (!Creates.IsTaken(created, request))
            {
                return created;
            }
        }
    }

    private static Result<KubeObject> Accept(ApiRequest request, PatchResult result)
    {
        switch (result)
        {
            case PatchResult.Patched patched:
                request.Warn(patched.Warnings);
                return RequestChecks.ForUpdate(request, patched.Value) is { } mistake ? mistake : patched.Value;
            case PatchResult.Rejected rejected:
                return rejected.Status with { Details = About(request, rejected.Status) };
            case var other:
                throw new NotSupportedException(other.ToString());
        }
    }

    private static StatusDetails About(ApiRequest request, Status status) => (status.Details ?? new StatusDetails()) with
    {
        Name = request.Name,
        Group = request.Type.Group.Length == 0 ? null : request.Type.Group,
        Kind = status.Code == 422 ? request.Type.Kind : request.Type.Plural,
    };
}

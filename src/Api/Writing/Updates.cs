using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Listing;
using JobFlows.Api.Patching;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Writing;

/// <summary>Answers PUTs.</summary>
internal static class Updates
{
    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        if (!Lists.Represent(services, request).Try(out var form, out var error)
            || !WriteOptions.Read(request, "UpdateOptions").Try(out var options, out error)
            || !(await BodyDecoding.ReadAsync(services, request, request.Kind.Target, options.Validation)).Try(out var body, out error))
        {
            return error;
        }

        var wanted = (KubeObject)body;
        if (RequestChecks.ForUpdate(request, wanted) is { } mistake)
        {
            return mistake;
        }

        var change = new ObjectUpdate
        {
            Services = services,
            Request = request,
            Options = options,
            Manager = FieldManager.ManagerName(options.FieldManager, request.Http.Request.Headers.UserAgent),
            Uid = wanted.Metadata.Uid,
        };
        var result = await CanCreateAsync(services, request, wanted)
            ? await Creates.CreateAsync(services, request, wanted, options, change.Manager)
            : await change.RunAsync(_ => new Result<KubeObject>(wanted));
        if (Creates.IsTaken(result, request))
        {
            result = await change.RunAsync(_ => new Result<KubeObject>(wanted));
        }

        return result.Try(out var written, out error)
            ? Answer.Json.Of(written.Created ? 201 : 200, output => form.WriteObject(output, written.Stored))
            : error;
    }

    /// <summary>A few kinds are created by an update of a name that is not there.</summary>
    private static async Task<bool> CanCreateAsync(ApiServices services, ApiRequest request, KubeObject wanted) =>
        request.Kind.Strategy!.AllowsCreateOnUpdate
        && request.Path.Subresource is null
        && string.IsNullOrEmpty(wanted.Metadata.ResourceVersion)
        && await services.Store.GetAsync(request.Key, request.Aborted) is null;
}

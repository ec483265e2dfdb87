using JobFlows.Api.Answers;
using JobFlows.Api.Authentication;
using JobFlows.Api.Deleting;
using JobFlows.Api.Errors;
using JobFlows.Api.Kinds;
using JobFlows.Api.Listing;
using JobFlows.Api.Watch;
using JobFlows.Api.Writing;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Routing;

/// <summary>Leads requests for objects to what handles them.</summary>
internal sealed class ResourceRouter(ApiServices services)
{
    /// <summary>Handles a request below a served group version.</summary>
    public Task<Answer> RouteAsync(HttpContext http, RequestPath path)
    {
        if (path.Resource is null || services.Kinds.Find(path.Group, path.Version, path.Resource) is not { } kind || !FitsScope(kind, path))
        {
            return Task.FromResult<Answer>(ApiErrors.NoSuchResource());
        }

        var verb = path.Watch && http.Request.Method != "GET" ? "" : Verb(http.Request.Method, path);
        var request = new ApiRequest(http, kind, path, verb);
        if (Caller.Of(http) is var caller && !kind.IsReview && !caller.May(IsStream(path) ? "create" : verb))
        {
            return Task.FromResult<Answer>(ApiErrors.MayNot(caller.Name, verb, kind.Type, path));
        }

        return path.Subresource switch
        {
            null => Offered(kind.Verbs, verb) && !LacksNamespace(kind, path, verb) ? ResourceAsync(request) : NotAllowed(),
            "status" when kind.HasStatus => Offered(Verbs.Status, verb) ? ResourceAsync(request) : NotAllowed(),
            var name when kind.Subresources.FirstOrDefault(s => s.Name == name.Split('/')[0]) is { } below =>
                Offered(below.Verbs, verb) ? below.Handle(services, request) : NotAllowed(),
            _ => Task.FromResult<Answer>(ApiErrors.NoSuchResource()),
        };
    }

    private async Task<Answer> ResourceAsync(ApiRequest request)
    {
        switch (request.Verb)
        {
            case "create":
                return await Creates.HandleAsync(services, request);
            case "update":
                return await Updates.HandleAsync(services, request);
            case "patch":
                return await Patches.HandleAsync(services, request);
            case "delete":
                return await Deletes.DeleteAsync(services, request);
            case "deletecollection":
                return await Deletes.DeleteCollectionAsync(services, request);
            case "get" when !request.Path.Watch && !request.Query.ContainsKey("watch"):
                return await Lists.GetAsync(services, request);
            default:
                return await ListOrWatchAsync(request);
        }
    }

    private async Task<Answer> ListOrWatchAsync(ApiRequest request)
    {
        if (!ListOptions.Read(request).Try(out var options, out var error))
        {
            return error;
        }

        if (options.Revision > services.Store.Revision)
        {
            // Another server may have given out a revision that this one has not seen yet.
            await services.Store.CatchUpAsync(request.Aborted);
        }

        return options.Watch ? Watches.Open(services, request, options)
            : request.Verb == "get" ? await Lists.GetAsync(services, request)
            : await Lists.ListAsync(services, request, options);
    }

    /// <summary>To run a command in a pod is more than to read, whatever the method.</summary>
    private static bool IsStream(RequestPath path) => path.Subresource is not (null or "status" or "log");

    private static Task<Answer> NotAllowed() => Task.FromResult<Answer>(ApiErrors.MethodNotAllowed());

    private static bool Offered(IReadOnlyList<string> verbs, string verb) => verbs.Contains(verb);

    /// <summary>Objects of namespaced kinds are reached through their namespace, the others never are.</summary>
    private static bool FitsScope(Kind kind, RequestPath path) =>
        kind.Type.Namespaced ? path.Namespace is not null || path.Name is null : path.Namespace is null;

    /// <summary>All namespaces can be listed and watched at once, not written to.</summary>
    private static bool LacksNamespace(Kind kind, RequestPath path, string verb) =>
        kind.Type.Namespaced && path.Namespace is null && verb is not ("list" or "watch");

    private static string Verb(string method, RequestPath path) => method switch
    {
        "GET" => path.Name is null ? "list" : "get",
        "POST" when path.Name is null || path.Subresource is not null => "create",
        "PUT" when path.Name is not null => "update",
        "PATCH" when path.Name is not null => "patch",
        "DELETE" => path.Name is null ? "deletecollection" : "delete",
        _ => "",
    };
}

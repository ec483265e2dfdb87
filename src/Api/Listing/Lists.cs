using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Negotiation;
using JobFlows.Api.Representations;
using JobFlows.Api.Routing;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;

namespace JobFlows.Api.Listing;

/// <summary>Answers GETs of one object and of lists.</summary>
internal static class Lists
{
    /// <summary>How many objects are read at once while looking for the few that a selector wants.</summary>
    private const int ScanPage = 500;

    private const string ContinueExpired = "The provided continue parameter is too old to display a consistent list result. You can start a new list "
        + "without the continue parameter, or use the continue token in this response to retrieve the remainder of the list. Continuing with the "
        + "provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was "
        + "returned and now may show up in the list.";

    public static async Task<Answer> GetAsync(ApiServices services, ApiRequest request)
    {
        if (!Represent(services, request).Try(out var form, out var error))
        {
            return error;
        }

        if (!ListOptions.ReadRevision(request.Query).Try(out var revision, out error))
        {
            return error;
        }

        if (revision > services.Store.Revision && revision > await services.Store.CatchUpAsync(request.Aborted))
        {
            return ApiErrors.TooLargeResourceVersion(revision, services.Store.Revision);
        }

        var stored = await services.Store.GetAsync(request.Key, request.Aborted);
        return stored is null
            ? ApiErrors.NotFound(request.Type, request.Name)
            : Answer.Json.Of(200, output => form.WriteObject(output, stored));
    }

    public static async Task<Answer> ListAsync(ApiServices services, ApiRequest request, ListOptions options)
    {
        if (!Represent(services, request).Try(out var form, out var error)
            || !(await ReadAsync(services, request, options)).Try(out var page, out error))
        {
            return error;
        }

        return Answer.Json.Of(200, output => form.WriteList(output, page));
    }

    /// <summary>How the request wants objects to be shown, or 406 or 400.</summary>
    public static Result<Representation> Represent(ApiServices services, ApiRequest request)
    {
        if (!AcceptHeader.Negotiate(request.Http.Request).Try(out var form, out var error))
        {
            return error;
        }

        if (Misfit(request, form) is { } misfit)
        {
            return misfit;
        }

        var include = IncludeObject.Metadata;
        var asked = request.Query.Text("includeObject");
        if (asked.Length > 0 && (!Enum.TryParse(asked, out include) || !Enum.IsDefined(include)))
        {
            return ApiErrors.BadRequest($"includeObject: Invalid value: \"{asked}\": must be 'Metadata', 'Object', 'None', or empty");
        }

        return Representation.For(form, request.Kind, include, services.Time);
    }

    /// <summary>A list has no metadata of an object, and the other way round; a watch has objects.</summary>
    private static Status? Misfit(ApiRequest request, ObjectForm form)
    {
        var isList = request.Verb is "list" or "deletecollection" && !request.Path.Watch && request.Query.Flag("watch") != true;
        var group = request.Type.Group.Length == 0 ? "core" : request.Type.Group.Split('.')[0];
        return (form.Kind, isList) switch
        {
            ("PartialObjectMetadata", true) => ApiErrors.NotAcceptable(
                $"you requested PartialObjectMetadata, but the requested object is a list (*{group}.{request.Type.Kind}List)"),
            ("PartialObjectMetadataList", false) => ApiErrors.NotAcceptable(
                $"you requested PartialObjectMetadataList, but the requested object is not a list (*{group}.{request.Type.Kind})"),
            _ => null,
        };
    }

    /// <summary>Reads the objects that a list asks for.</summary>
    public static async Task<Result<ListResult>> ReadAsync(ApiServices services, ApiRequest request, ListOptions options)
    {
        if (!Start(services, request, options).Try(out var query, out var error))
        {
            return error;
        }

        try
        {
            return await ScanAsync(services.Store, query, options, request.Aborted);
        }
        catch (RevisionExpiredException e)
        {
            return Expired(services, options, query, e);
        }
    }

    private static Result<ListQuery> Start(ApiServices services, ApiRequest request, ListOptions options)
    {
        var query = new ListQuery
        {
            Resource = request.Kind.Storage.Type.Resource,
            Namespace = request.Path.Namespace ?? (request.Type.Namespaced ? options.Filter.Namespace : null),
        };
        if (options.Continue.Length > 0)
        {
            if (options.Revision is > 0)
            {
                return ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            }

            return ContinueToken.Parse(options.Continue) is { } token
                ? query with { Revision = token.Revision < 0 ? null : token.Revision, After = new ObjectKey(query.Resource, token.Namespace, token.Name) }
                : ApiErrors.BadRequest("invalid continue token: continue key is not valid: illegal base64 data or structure");
        }

        if (options.Revision is > 0 and var wanted)
        {
            if (wanted > services.Store.Revision)
            {
                return ApiErrors.TooLargeResourceVersion(wanted, services.Store.Revision);
            }

            // Without a match a limit means an exact revision: the page belongs to a list that was begun at it.
            if (options.Match == "Exact" || (options.Match.Length == 0 && options.Limit > 0))
            {
                return query with { Revision = wanted };
            }
        }

        return query;
    }

    private static async Task<ListResult> ScanAsync(IObjectStore store, ListQuery query, ListOptions options, CancellationToken cancellation)
    {
        var filter = options.Filter;
        var limit = options.Limit;
        if (filter.Name is { Length: > 0 } name && query.Namespace is not null && query.After is null)
        {
            query = query with { After = JustBefore(query.Resource, query.Namespace, name) };
            limit = 1;
        }

        var found = new List<StoredObject>();
        while (true)
        {
            var page = await store.ListAsync(query with { Limit = filter.IsEmpty || limit == 1 ? limit : limit == 0 ? 0 : Math.Max(limit, ScanPage) }, cancellation);
            for (var i = 0; i < page.Items.Count; i++)
            {
                if (!filter.IsEmpty && !filter.Matches(page.Items[i]))
                {
                    continue;
                }

                found.Add(page.Items[i]);
                if (found.Count == limit && (page.More || i + 1 < page.Items.Count))
                {
                    var rest = filter.Name is null ? ContinueToken.After(page.Items[i], page.Revision).ToString() : null;
                    return new ListResult(found, page.Revision, rest) { Remaining = filter.IsEmpty ? page.Remaining : null };
                }
            }

            if (!page.More || filter.Name is not null && query.Namespace is not null)
            {
                return new ListResult(found, page.Revision, null);
            }

            query = query with { After = page.Items[^1].Key, Revision = page.Revision };
        }
    }

    /// <summary>A place right before a name: a list of one from there finds the name without reading the rest.</summary>
    private static ObjectKey JustBefore(string resource, string @namespace, string name) =>
        new(resource, @namespace, name[..^1] + (char)(name[^1] - 1) + '~');

    private static Status Expired(ApiServices services, ListOptions options, ListQuery query, RevisionExpiredException e)
    {
        if (e.Wanted > services.Store.Revision)
        {
            return ApiErrors.TooLargeResourceVersion(e.Wanted, services.Store.Revision);
        }

        if (options.Continue.Length == 0)
        {
            return ApiErrors.Expired("The resourceVersion for the provided list is too old.");
        }

        var after = query.After!.Value;
        var rest = new ContinueToken(-1, after.Namespace, after.Name).ToString();
        return ApiErrors.Expired(ContinueExpired) with { Metadata = new ListMeta { Continue = rest } };
    }
}

using JobFlows.Api.Answers;
using JobFlows.Api.Authentication;
using JobFlows.Api.Discovery;
using JobFlows.Api.Errors;
using JobFlows.Api.Kinds;
using JobFlows.Api.Negotiation;
using JobFlows.Api.Routing;
using JobFlows.Api.Submissions;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobFlows.Api;

/// <summary>
/// The Kubernetes surface: answers every request that an API server answers. Works in any ASP.NET Core host; exec, attach and logs over
/// WebSockets need its WebSocket middleware.
/// </summary>
public sealed partial class KubernetesApi
{
    private readonly ApiServices services;
    private readonly ResourceRouter router;
    private readonly DiscoveryDocuments discovery;
    private readonly OpenApiEndpoints openApi;
    private readonly Answer version;

    /// <param name="store">Where objects are.</param>
    /// <param name="reactions">What follows from changes.</param>
    /// <param name="deletion">Deletes objects.</param>
    /// <param name="pods">Whose logs are served.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Settings.</param>
    /// <param name="log">Where failures are logged.</param>
    /// <exception cref="ArgumentException">The settings can't be used; the message names all problems.</exception>
    public KubernetesApi(
        IObjectStore store,
        IObjectReactions reactions,
        IDeletion deletion,
        IPodRuntime pods,
        TimeProvider time,
        KubernetesApiOptions options,
        ILogger<KubernetesApi> log)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        var kinds = KindCatalog.Standard;
        services = new ApiServices(store, reactions, deletion, pods, time, options, kinds, log);
        router = new ResourceRouter(services);
        discovery = new DiscoveryDocuments(kinds);
        openApi = new OpenApiEndpoints(kinds, options.GitVersion, time);
        version = ServerVersion.Answer(options.GitVersion);
    }

    /// <summary>Answers a request. Never throws for what a client sends; failures of our own become a 500 Status and a log line.</summary>
    /// <param name="http">The request and its response.</param>
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            await AnswerWriter.WriteAsync(http, await RouteAsync(http));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (BadHttpRequestException e)
        {
            await FailAsync(http, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiErrors.TooLarge(services.Options.MaxBodyBytes)
                : ApiErrors.BadRequest(e.Message));
        }
        catch (StoreUnavailableException e)
        {
            // Whoever has made the store tells it, once for all requests.
            await FailAsync(http, ApiErrors.Unavailable(e.Message));
        }
        catch (Exception e)
        {
            LogFailure(services.Log, e, http.Request.Method, http.Request.Path);
            await FailAsync(http, ApiErrors.Internal(e.Message));
        }
    }

    /// <summary>Answers a request that the host failed to bring to an API: a 500 Status that says why.</summary>
    /// <param name="http">The request and its response.</param>
    /// <param name="failure">What went wrong.</param>
    public static Task FailAsync(HttpContext http, Exception failure) => FailAsync(http, ApiErrors.Internal(failure.Message));

    /// <summary>Creates a Job from a document that has come by another way than HTTP, such as a queue. The same submission may come again.</summary>
    /// <param name="id">The submission's ID: what comes with the same one is the same Job.</param>
    /// <param name="document">A Job in JSON or YAML, UTF-8.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<SubmissionResult> SubmitAsync(string id, ReadOnlyMemory<byte> document, CancellationToken cancellation) =>
        JobSubmissions.SubmitAsync(services, id, document, cancellation);

    private static async Task FailAsync(HttpContext http, Domain.Meta.Status status)
    {
        if (http.Response.HasStarted)
        {
            // A stream that broke in the middle must not look finished.
            http.Abort();
            return;
        }

        http.Response.Clear();
        await AnswerWriter.WriteAsync(http, status);
    }

    private async Task<Answer> RouteAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        switch (path)
        {
            case "/version" or "/version/":
                return http.Request.Method is "GET" or "HEAD" ? version : ApiErrors.MethodNotAllowed();
            case var _ when HealthChecks.Find(path) is { } check:
                return await check.AnswerAsync(http.Request, services.Store);
            case var _ when Impersonation.Refuse(http) is { } refused:
                return refused;
            case var _ when path.StartsWith("/openapi/", StringComparison.Ordinal):
                return openApi.Find(http.Request, path) ?? NotFound();
        }

        if (discovery.Find(http.Request, path) is { } document)
        {
            return http.Request.Method is "GET" ? AcceptHeader.Refuse(http.Request) ?? document : ApiErrors.MethodNotAllowed();
        }

        return RequestPath.Parse(path) is { } parsed && services.Kinds.Versions.Contains((parsed.Group, parsed.Version))
            ? await router.RouteAsync(http, parsed)
            : NotFound();
    }

    private static Answer.Text NotFound() => new(404, "404 page not found\n");

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger log, Exception exception, string method, string path);
}

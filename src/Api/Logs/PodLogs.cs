using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Logs;

/// <summary>Answers <c>pods/log</c>.</summary>
internal static class PodLogs
{
    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        var stored = await services.Store.GetAsync(request.Key, request.Aborted);
        if (stored is null)
        {
            return ApiErrors.NotFound(request.Type, request.Name);
        }

        var pod = (Pod)request.Kind.Read(stored);
        if (!LogOptions.Read(request.Query, services.Now).Try(out var options, out var error)
            || !LogContainer.Choose(pod, options.Container).Try(out var container, out error))
        {
            return error;
        }

        var query = options with { Container = container };

        // A pod that is on no node yet has said nothing yet.
        if (string.IsNullOrEmpty(pod.Spec?.NodeName) && LogContainer.Status(pod, container) is null)
        {
            return new Answer.Text(200, "");
        }

        if (LogContainer.Check(pod, container, query.Previous) is { } refusal)
        {
            return ApiErrors.BadRequest(refusal);
        }

        var reference = new PodRef(stored.Key.Namespace, stored.Key.Name, stored.Uid);
        return new Answer.Stream(http => StreamAsync(services, reference, query, http));
    }

    private static async Task StreamAsync(ApiServices services, PodRef pod, LogQuery query, HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/plain";
        http.Response.Headers.CacheControl = "no-cache, private";
        if (query.Follow)
        {
            // The client learns that the stream is open before the container says anything.
            await http.Response.StartAsync(http.RequestAborted);
        }

        await using var output = new FlushingStream(http.Response.Body, flush: query.Follow);
        if (!await services.Pods.ReadLogAsync(pod, query, output, http.RequestAborted) && !http.Response.HasStarted)
        {
            http.Response.Headers.CacheControl = default;
            await AnswerWriter.WriteAsync(http, Missing(pod, query));
        }
    }

    private static Status Missing(PodRef pod, LogQuery query) => query.Previous
        ? ApiErrors.BadRequest($"previous terminated container \"{query.Container}\" in pod \"{pod.Name}\" not found")
        : ApiErrors.BadRequest($"container \"{query.Container}\" in pod \"{pod.Name}\" is not available");
}

using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Routing;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Logs;

/// <summary>Answers <c>pods/log</c>.</summary>
internal static class PodLogs
{
    public static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request)
    {
        if (await FindAsync(services, request) is not { } pod)
        {
            return ApiErrors.NotFound(request.Type, request.Name);
        }

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

        var reference = new PodRef(pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid!);
        return request.Http.WebSockets.IsWebSocketRequest
            ? new Answer.Stream(http => LogSocket.ServeAsync(http, (output, cancellation) => services.Pods.ReadLogAsync(reference, query, output, cancellation)))
            : new Answer.Stream(http => StreamAsync(services, reference, query, http));
    }

    // Logs can be read for as long as the Job is there, though the pod be gone.
    private static async Task<Pod?> FindAsync(ApiServices services, ApiRequest request)
    {
        if (await services.Store.GetAsync(request.Key, request.Aborted) is { } stored)
        {
            return (Pod)request.Kind.Read(stored);
        }

        if (services.Pods is not ILogArchive archive || await archive.FindAsync(request.Path.Namespace!, request.Name, request.Aborted) is not { } gone)
        {
            return null;
        }

        var owner = gone.Metadata.OwnerReferences!.First(reference => reference.Controller == true);
        var job = await services.Store.GetAsync(new ObjectKey(ResourceTypes.Jobs.Resource, request.Path.Namespace!, owner.Name!), request.Aborted);
        return job?.Uid == owner.Uid ? gone : null;
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

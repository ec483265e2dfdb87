using JobFlows.Api.Answers;
using JobFlows.Api.Errors;
using JobFlows.Api.Logs;
using JobFlows.Api.Routing;
using JobFlows.Domain.Core;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Api.Streams;

/// <summary>Answers <c>pods/exec</c> and <c>pods/attach</c> over WebSockets.</summary>
internal static class RemoteCommand
{
    public static Task<Answer> ExecAsync(ApiServices services, ApiRequest request) => HandleAsync(services, request, exec: true);

    public static Task<Answer> AttachAsync(ApiServices services, ApiRequest request) => HandleAsync(services, request, exec: false);

    private static async Task<Answer> HandleAsync(ApiServices services, ApiRequest request, bool exec)
    {
        var stored = await services.Store.GetAsync(request.Key, request.Aborted);
        if (stored is null)
        {
            return ApiErrors.NotFound(request.Type, request.Name);
        }

        var pod = (Pod)request.Kind.Read(stored);
        if (!LogContainer.Choose(pod, request.Query.Text("container")).Try(out var container, out var error)
            || !StreamOptions.Read(request.Query, container, exec).Try(out var query, out error))
        {
            return error;
        }

        if (string.IsNullOrEmpty(pod.Spec?.NodeName))
        {
            return ApiErrors.BadRequest($"pod {request.Name} does not have a host assigned");
        }

        if (services.Pods is not IPodStreams runtime)
        {
            return ApiErrors.NotImplemented("these pods have no processes to talk to: exec and attach need a server that runs pods (--pods process)");
        }

        if (Refuse(request.Http) is { } refusal)
        {
            return refusal;
        }

        var wanted = request.Http.WebSockets.WebSocketRequestedProtocols;
        if (ChannelProtocol.Choose(wanted) is not { } protocol)
        {
            return new Answer.Text(StatusCodes.Status403Forbidden, ChannelProtocol.Refusal(wanted) + "\n");
        }

        // Older clients are told before the connection is upgraded, as a kubelet does it.
        var start = await runtime.OpenAsync(new PodRef(stored.Key.Namespace, stored.Key.Name, stored.Uid), query, request.Aborted);
        return start is StreamStart.NotRunning && protocol.Version < 5
            ? new Answer.Text(StatusCodes.Status500InternalServerError, CommandOutcome.NotRunning(container))
            : new Answer.Stream(http => new RemoteSession(http, protocol, query).RunAsync(start));
    }

    private static Answer? Refuse(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            return null;
        }

        return http.Request.Headers.Upgrade.ToString().StartsWith("SPDY/", StringComparison.OrdinalIgnoreCase)
            ? ApiErrors.BadRequest("SPDY is not offered: streams of containers are served over WebSockets (v5.channel.k8s.io or v4.channel.k8s.io)")
            : ApiErrors.BadRequest("Upgrade request required");
    }
}

using JobFlows.Api;
using JobFlows.Api.Authentication;
using JobFlows.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace JobFlows.Functions.Triggers;

/// <summary>Every HTTP request, for the Kubernetes surface to answer.</summary>
internal sealed partial class ApiFunction(CloudHost host, RequestAuthentication authentication, ILogger<ApiFunction> log)
{
    /// <summary>Answers into the response itself, so that watches and logs stream. Tokens are asked for here, hence anonymous to the Functions host;
    /// nothing starts or is read for who has none.</summary>
    [Function("api")]
    public Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        authentication.InvokeAsync(request.HttpContext, http => AnswerAsync(http, client));

    private async Task AnswerAsync(HttpContext http, DurableTaskClient client)
    {
        RunningHost running;
        try
        {
            running = await host.WithAsync(client, http.RequestAborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotStarted(log, e);
            await KubernetesApi.FailAsync(http, e);
            return;
        }

        await running.Api.HandleAsync(http);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The host could not start")]
    private static partial void LogNotStarted(ILogger log, Exception failure);
}

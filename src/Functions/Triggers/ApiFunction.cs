using JobFlows.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace JobFlows.Functions.Triggers;

/// <summary>Every HTTP request, for the Kubernetes surface to answer.</summary>
internal sealed class ApiFunction(CloudHost host)
{
    /// <summary>Answers into the response itself, so that watches and logs stream. The API asks for tokens of its own, hence anonymous here.</summary>
    [Function("api")]
    public async Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var running = await host.WithAsync(client, request.HttpContext.RequestAborted);
        await running.HandleAsync(request.HttpContext);
    }
}

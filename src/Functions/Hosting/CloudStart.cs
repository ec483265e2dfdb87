using Azure.Identity;
using JobFlows.Api;
using JobFlows.Functions.Durable;
using JobFlows.Pods.Aci;
using JobFlows.Pods.Queue.Server;
using JobFlows.Storage.AzureStorage;
using JobFlows.Storage.Blobs;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.Extensions.Logging;

namespace JobFlows.Functions.Hosting;

/// <summary>Puts the cloud host together: objects on blobs, workflows on Durable Task, pods on a queue or on Azure Container Instances.</summary>
internal sealed class CloudStart(CloudOptions options, StorageAccount account, TimeProvider time, ILoggerFactory logs)
{
    // Azure ends HTTP responses after 230 s; a watch ends by itself before.
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(220);

    /// <summary>Starts it.</summary>
    public async Task<RunningHost> StartAsync(DurableTaskOrchestrations orchestrations, CancellationToken cancellation)
    {
        var log = logs.CreateLogger<CloudStart>();
        var store = await BlobObjectStore.OpenAsync(account, new BlobObjectStoreOptions { Trouble = (what, e) => log.LogError(e, "{What}", what) }, cancellation);
        var catalog = new WorkflowCatalog();
        var services = new WorkflowServices(
            catalog, store, orchestrations, reports => Pods(reports, store, (what, e) => log.LogError(e, "{What}", what)), time,
            new WorkflowOptions { StartPatience = TimeSpan.Zero, Pods = new PodServiceOptions { NodeName = CloudNode.Name, Admits = false } });
        await services.Bootstrap.RunAsync(CloudNode.Describe(time.GetUtcNow()), cancellation);
        var api = new KubernetesApi(
            store, services.Reactions, services.Deletion, services.Runtime, time,
            new KubernetesApiOptions { MaxWatchDuration = LongestWatch }, logs.CreateLogger<KubernetesApi>());
        return new RunningHost(catalog, services, services.Runtime, api);
    }

    // Results come by a trigger, which scales with them; groups are looked at by a timer.
    private IPodRuntime Pods(IPodReports reports, IObjectStore store, Action<string, Exception> trouble) => options.Pods == CloudOptions.AciPods
        ? new AciPodRuntime(
            new AciPodOptions
            {
                Subscription = options.Aci.Subscription!,
                ResourceGroup = options.Aci.ResourceGroup!,
                Location = string.IsNullOrEmpty(options.Aci.Location) ? null : options.Aci.Location,
                Subnet = string.IsNullOrEmpty(options.Aci.Subnet) ? null : options.Aci.Subnet,
                Credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.Aci.ClientId }),

                // The app's name: hosts that share a resource group must not take each other's groups for their own.
                Server = Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME") is { Length: > 0 } site ? site : CloudNode.Name,
                LogAccount = account,
                LooksByItself = false,
                Trouble = trouble,
            },
            reports, store, time)
        : new QueuePodRuntime(new QueuePodOptions { TakesResults = false, Trouble = trouble }, account, reports, store, time);
}

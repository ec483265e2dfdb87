using JobFlows.Api.Kinds;
using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.Extensions.Logging;

namespace JobFlows.Api;

/// <summary>What request handlers work with.</summary>
internal sealed record ApiServices(
    IObjectStore Store,
    IObjectReactions Reactions,
    IDeletion Deletion,
    IPodRuntime Pods,
    TimeProvider Time,
    KubernetesApiOptions Options,
    KindCatalog Kinds,
    ILogger Log)
{
    public DateTimeOffset Now => Time.GetUtcNow();
}

using JobFlows.Api;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Pods;

namespace JobFlows.Functions.Hosting;

/// <summary>What functions work with once the host has started.</summary>
/// <param name="Catalog">The activities.</param>
/// <param name="Services">The workflows.</param>
/// <param name="Pods">What runs the pods.</param>
/// <param name="Api">The Kubernetes surface. It lets in everybody.</param>
internal sealed record RunningHost(WorkflowCatalog Catalog, WorkflowServices Services, IPodRuntime Pods, KubernetesApi Api);

using JobFlows.Api;
using JobFlows.Workflows;
using JobFlows.Workflows.Durable;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Http;

namespace JobFlows.Functions.Hosting;

/// <summary>What functions work with once the host has started.</summary>
/// <param name="Catalog">The activities.</param>
/// <param name="Services">The workflows.</param>
/// <param name="Pods">What runs the pods.</param>
/// <param name="Api">The Kubernetes surface, for what the host itself asks.</param>
/// <param name="HandleAsync">Answers a client's request.</param>
internal sealed record RunningHost(WorkflowCatalog Catalog, WorkflowServices Services, IPodRuntime Pods, KubernetesApi Api, RequestDelegate HandleAsync);

using JobFlows.Workflows.Changes;
using JobFlows.Workflows.Objects;
using JobFlows.Workflows.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JobFlows.Api.Hosting;

/// <summary>Puts <see cref="KubernetesApi"/> into a host.</summary>
public static class KubernetesApiExtensions
{
    /// <summary>Registers the API. The host registers the ports: <see cref="IObjectStore"/>, <see cref="IObjectReactions"/>,
    /// <see cref="IDeletion"/> and <see cref="IPodRuntime"/>; and <see cref="TimeProvider"/> when it isn't the system's.</summary>
    public static IServiceCollection AddKubernetesApi(this IServiceCollection services, Action<KubernetesApiOptions>? configure = null)
    {
        services.AddOptions<KubernetesApiOptions>().Configure(configure ?? (_ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new KubernetesApi(
            provider.GetRequiredService<IObjectStore>(),
            provider.GetRequiredService<IObjectReactions>(),
            provider.GetRequiredService<IDeletion>(),
            provider.GetRequiredService<IPodRuntime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<KubernetesApiOptions>>().Value,
            provider.GetRequiredService<ILogger<KubernetesApi>>()));
        return services;
    }

    /// <summary>Answers all paths that no other endpoint takes.</summary>
    public static IEndpointConventionBuilder MapKubernetesApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.ServiceProvider.GetRequiredService<KubernetesApi>();
        return endpoints.Map("/{**path}", api.HandleAsync);
    }
}

using JobFlows.Domain.Core;

namespace JobFlows.Domain.Defaults;

/// <summary>What a container says when it says nothing (upstream <c>SetDefaults_Container</c> and its parts).</summary>
internal static class ContainerDefaults
{
    internal static IReadOnlyList<Container>? Apply(IReadOnlyList<Container>? containers) =>
        containers is null ? null : [.. containers.Select(Apply)];

    /// <summary>What only the containers of pods get, not those of templates.</summary>
    internal static IReadOnlyList<Container>? InPod(IReadOnlyList<Container>? containers, bool hostPorts) => containers is null
        ? null
        : [.. containers.Select(container => container with
        {
            Resources = container.Resources is { } resources ? ResourceDefaults.RequestLimits(resources) : null,
            Ports = hostPorts && container.Ports is { } ports
                ? [.. ports.Select(port => port.HostPort is null or 0 ? port with { HostPort = port.ContainerPortValue } : port)]
                : container.Ports,
        })];

    /// <summary>Images that may change under the same name are pulled anew each time.</summary>
    internal static string PullPolicy(string? image) => Tag(image ?? "") == "latest" ? "Always" : "IfNotPresent";

    private static Container Apply(Container container) => container with
    {
        ImagePullPolicy = string.IsNullOrEmpty(container.ImagePullPolicy) ? PullPolicy(container.Image) : container.ImagePullPolicy,
        TerminationMessagePath = string.IsNullOrEmpty(container.TerminationMessagePath) ? "/dev/termination-log" : container.TerminationMessagePath,
        TerminationMessagePolicy = string.IsNullOrEmpty(container.TerminationMessagePolicy) ? "File" : container.TerminationMessagePolicy,
        Resources = ResourceDefaults.RoundUp(container.Resources) ?? new ResourceRequirements(),
        Ports = container.Ports is { } ports ? [.. ports.Select(Port)] : null,
        Env = container.Env is { } variables ? [.. variables.Select(Variable)] : null,
        LivenessProbe = Probe(container.LivenessProbe),
        ReadinessProbe = Probe(container.ReadinessProbe),
        StartupProbe = Probe(container.StartupProbe),
        Lifecycle = container.Lifecycle is { } lifecycle
            ? lifecycle with { PostStart = Handler(lifecycle.PostStart), PreStop = Handler(lifecycle.PreStop) }
            : null,
    };

    private static string Tag(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[(colon + 1)..]
            : digest < 0 ? "latest"
            : "";
    }

    private static ContainerPort Port(ContainerPort port) => string.IsNullOrEmpty(port.Protocol) ? port with { Protocol = "TCP" } : port;

    private static EnvVar Variable(EnvVar variable) => variable.ValueFrom is not { } source ? variable : variable with
    {
        ValueFrom = source with
        {
            FieldRef = FieldReference(source.FieldRef),
            FileKeyRef = source.FileKeyRef is { } file ? file with { Optional = file.Optional ?? false } : null,
        },
    };

    internal static ObjectFieldSelector? FieldReference(ObjectFieldSelector? selector) =>
        selector is not null && string.IsNullOrEmpty(selector.ApiVersion) ? selector with { ApiVersion = "v1" } : selector;

    private static Probe? Probe(Probe? probe) => probe is null ? null : probe with
    {
        TimeoutSeconds = OrDefault(probe.TimeoutSeconds, 1),
        PeriodSeconds = OrDefault(probe.PeriodSeconds, 10),
        SuccessThreshold = OrDefault(probe.SuccessThreshold, 1),
        FailureThreshold = OrDefault(probe.FailureThreshold, 3),
        HttpGet = HttpGet(probe.HttpGet),
        Grpc = probe.Grpc is { } grpc ? grpc with { Service = grpc.Service ?? "" } : null,
    };

    private static int OrDefault(int? value, int otherwise) => value is null or 0 ? otherwise : value.Value;

    private static LifecycleHandler? Handler(LifecycleHandler? handler) =>
        handler is null ? null : handler with { HttpGet = HttpGet(handler.HttpGet) };

    private static HTTPGetAction? HttpGet(HTTPGetAction? action) => action is null ? null : action with
    {
        Path = string.IsNullOrEmpty(action.Path) ? "/" : action.Path,
        Scheme = string.IsNullOrEmpty(action.Scheme) ? "HTTP" : action.Scheme,
    };
}

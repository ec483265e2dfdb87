using JobFlows.Api.Answers;
using JobFlows.Api.Deleting;
using JobFlows.Api.Logs;
using JobFlows.Api.Routing;
using JobFlows.Api.Selectors;
using JobFlows.Api.Streams;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Pod.</summary>
internal static class PodKind
{
    private static readonly IReadOnlyList<string> NotOffered = ["proxy", "binding", "ephemeralcontainers", "resize"];

    public static Kind Declare() => new Kind<Pod>(new PodStrategy())
    {
        ShortNames = ["po"],
        Categories = ["all"],
        HasStatus = true,
        ReturnsDeleted = true,
        Subresources =
        [
            new Subresource("log", ["get"], PodLogs.HandleAsync),
            new Subresource("eviction", ["create"], Evictions.HandleAsync) { Kind = Evictions.Type, BodyType = typeof(Eviction) },
            Stream("exec", "PodExecOptions", RemoteCommand.ExecAsync),
            Stream("attach", "PodAttachOptions", RemoteCommand.AttachAsync),
            Subresource.NotOffered("pods", "portforward", "pods share this machine's network, so connect to the port itself"),
            .. NotOffered.Select(name => Subresource.NotOffered("pods", name, "pods run outside of a cluster")),
        ],
        Fields =
        [
            new SelectableField("spec.nodeName"),
            new SelectableField("spec.restartPolicy"),
            new SelectableField("spec.schedulerName"),
            new SelectableField("spec.serviceAccountName"),
            new SelectableField("spec.hostNetwork", absent: "false"),
            new SelectableField("status.phase"),
            new SelectableField("status.podIP"),
            new SelectableField("status.nominatedNodeName"),
        ],
        UnknownField = label => $"field label not supported: {label}",
        Table =
        [
            Columns.Name<Pod>(),
            Columns.Text<Pod>("Ready", "How many containers are ready.", p => PodSummary.Of(p) is var s ? $"{s.Ready}/{s.Total}" : ""),
            Columns.Text<Pod>("Status", "How the pod stands.", p => PodSummary.Of(p).Status),
            Columns.Text<Pod>("Restarts", "How often containers were restarted.", (p, now) => PodSummary.Of(p).Restarts(now)),
            Columns.Age<Pod>(),
            Columns.Wide<Pod>("IP", "The pod's address.", p => Some(p.Status?.PodIPs is [var first, ..] ? first.Ip : null)),
            Columns.Wide<Pod>("Node", "Where the pod runs.", p => Some(p.Spec?.NodeName)),
            Columns.Wide<Pod>("Nominated Node", "Where the pod is to run once there is room.", p => Some(p.Status?.NominatedNodeName)),
            Columns.Wide<Pod>("Readiness Gates", "How many readiness gates are passed.", ReadinessGates),
        ],
    };

    private static Subresource Stream(string name, string options, Func<ApiServices, ApiRequest, Task<Answer>> handle) =>
        new(name, ["create", "get"], handle) { Kind = new ResourceType("", "v1", options, $"pods/{name}", Namespaced: true), Connects = true };

    private static string ReadinessGates(Pod pod)
    {
        var gates = pod.Spec?.ReadinessGates ?? [];
        var passed = gates.Count(g => pod.Status?.Conditions?.Any(c => c.Type == g.ConditionType && c.Status == "True") == true);
        return gates.Count == 0 ? "<none>" : $"{passed}/{gates.Count}";
    }

    private static string Some(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;
}

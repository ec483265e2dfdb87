using JobFlows.Api.Selectors;
using JobFlows.Api.Tables;
using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;

namespace JobFlows.Api.Kinds;

/// <summary><c>v1</c> Node.</summary>
internal static class NodeKind
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static Kind Declare() => new Kind<Node>(new NodeStrategy())
    {
        ShortNames = ["no"],
        Verbs = Verbs.Read,
        Fields = [new SelectableField("spec.unschedulable", absent: "false")],
        UnknownField = label => $"field label not supported: {label}",
        Table =
        [
            Columns.Name<Node>(),
            Columns.Text<Node>("Status", "Whether the node is ready.", Status),
            Columns.Text<Node>("Roles", "The node's roles.", Roles),
            Columns.Age<Node>(),
            Columns.Text<Node>("Version", "The version of what runs pods there.", n => n.Status?.NodeInfo?.KubeletVersion),
            Columns.Wide<Node>("Internal-IP", "The address inside.", n => Address(n, "InternalIP")),
            Columns.Wide<Node>("External-IP", "The address outside.", n => Address(n, "ExternalIP")),
            Columns.Wide<Node>("OS-Image", "The operating system.", n => Known(n.Status?.NodeInfo?.OsImage)),
            Columns.Wide<Node>("Kernel-Version", "The kernel.", n => Known(n.Status?.NodeInfo?.KernelVersion)),
            Columns.Wide<Node>("Container-Runtime", "What runs containers.", n => Known(n.Status?.NodeInfo?.ContainerRuntimeVersion)),
        ],
    };

    private static string Status(Node node)
    {
        var status = node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready")?.Status switch
        {
            "True" => "Ready",
            null => "Unknown",
            _ => "NotReady",
        };
        return node.Spec?.Unschedulable == true ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(Node node)
    {
        var roles = (node.Metadata.Labels ?? new Dictionary<string, string>())
            .Select(l => l.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? l.Key[RolePrefix.Length..] : l.Key == "kubernetes.io/role" ? l.Value : "")
            .Where(r => r.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var text = string.Join(",", roles);
        return text.Length == 0 ? "<none>" : text;
    }

    private static string Address(Node node, string type) =>
        node.Status?.Addresses?.FirstOrDefault(a => a.Type == type)?.Address ?? "<none>";

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "<unknown>" : text;
}

using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>The real kubectl.</summary>
internal static class Kubectl
{
    /// <summary>Starts it against a server, in a namespace.</summary>
    public static RunningCommand Start(ServerProcess server, string @namespace, IReadOnlyList<string> arguments, string? input) => RunningCommand.Start(
        "kubectl",
        ["--namespace", @namespace, .. arguments],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = server.KubeconfigPath,
            ["KUBECACHEDIR"] = Path.Combine(server.Folder, "kubectl-cache"),
            ["HOME"] = server.Folder,
        },
        input);
}

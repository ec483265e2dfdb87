using JobFlows.EndToEnd.Harness;

namespace JobFlows.EndToEnd.Fixtures;

/// <summary>The real kubectl.</summary>
internal static class Kubectl
{
    /// <summary>Starts it against a server, in a namespace.</summary>
    /// <param name="server">The server.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="arguments">The verb and all that follows it.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="editor">The command that <c>kubectl edit</c> edits with.</param>
    public static RunningCommand Start(
        ServerProcess server, string @namespace, IReadOnlyList<string> arguments, string? input, string editor = "false") => RunningCommand.Start(
        "kubectl",
        ["--namespace", @namespace, .. arguments],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = server.KubeconfigPath,
            ["KUBECACHEDIR"] = Path.Combine(server.Folder, "kubectl-cache"),
            ["HOME"] = server.Folder,
            ["KUBE_EDITOR"] = editor,
        },
        input);
}

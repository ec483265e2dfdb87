using System.Text;

namespace JobFlows.Cli.Hosting;

/// <summary>The kubeconfig that lets kubectl and every Kubernetes client in.</summary>
internal static class Kubeconfig
{
    /// <summary>Its text.</summary>
    /// <param name="url">The server's URL.</param>
    /// <param name="certificatePem">The certificate to trust, or null for plain HTTP.</param>
    /// <param name="token">The bearer token.</param>
    public static string Text(string url, string? certificatePem, string token)
    {
        var trust = certificatePem is null ? "" : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(certificatePem))}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: jobflows
              cluster:
                server: {url}{trust}
            users:
            - name: jobflows
              user:
                token: {token}
            contexts:
            - name: jobflows
              context:
                cluster: jobflows
                user: jobflows
                namespace: default
            current-context: jobflows

            """;
    }
}

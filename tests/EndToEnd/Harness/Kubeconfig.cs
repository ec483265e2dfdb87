using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace JobFlows.EndToEnd.Harness;

/// <summary>What a kubeconfig says about its only cluster and its only user.</summary>
/// <param name="Server">Where the server is.</param>
/// <param name="Authority">The certificate that it has to show, or one that signed it.</param>
/// <param name="Token">The bearer token.</param>
internal sealed record Kubeconfig(Uri Server, X509Certificate2 Authority, string Token)
{
    /// <summary>Reads the file.</summary>
    public static Kubeconfig Load(string path)
    {
        var stream = new YamlStream();
        using (var text = File.OpenText(path))
        {
            stream.Load(text);
        }

        var root = stream.Documents[0].RootNode;
        var cluster = root["clusters"][0]["cluster"];
        var pem = Encoding.ASCII.GetString(Convert.FromBase64String(((YamlScalarNode)cluster["certificate-authority-data"]).Value!));
        return new Kubeconfig(
            new Uri(((YamlScalarNode)cluster["server"]).Value!),
            X509Certificate2.CreateFromPem(pem),
            ((YamlScalarNode)root["users"][0]["user"]["token"]).Value!);
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using JobFlows.Api.Answers;

namespace JobFlows.Api.Discovery;

/// <summary>Answers <c>/version</c>.</summary>
internal static partial class ServerVersion
{
    public static Answer Answer(string gitVersion)
    {
        if (!TryParse(gitVersion, out var major, out var minor))
        {
            throw new ArgumentException($"{gitVersion} is no Kubernetes version", nameof(gitVersion));
        }

        return Answers.Answer.Json.Of(200, output =>
        {
            using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            writer.WriteStartObject();
            writer.WriteString("major", major);
            writer.WriteString("minor", minor);
            writer.WriteString("gitVersion", gitVersion);
            writer.WriteString("gitCommit", "");
            writer.WriteString("gitTreeState", "clean");
            writer.WriteString("buildDate", "1970-01-01T00:00:00Z");
            writer.WriteString("goVersion", "");
            writer.WriteString("compiler", "dotnet");
            writer.WriteString("platform", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Replace('-', '/'));
            writer.WriteEndObject();
        });
    }

    public static bool TryParse(string gitVersion, out string major, out string minor)
    {
        var match = Shape().Match(gitVersion);
        (major, minor) = (match.Groups["major"].Value, match.Groups["minor"].Value);
        return match.Success;
    }

    [GeneratedRegex(@"^v(?<major>\d{1,4})\.(?<minor>\d{1,4})\.\d{1,4}", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}

namespace JobFlows.Api.Tests.Fakes;

/// <summary>Bodies to send.</summary>
internal static class Samples
{
    private const string JobText = """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"NAME"},
         "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}
        """;

    public static string Job(string name) => JobText.Replace("NAME", name, StringComparison.Ordinal);
}

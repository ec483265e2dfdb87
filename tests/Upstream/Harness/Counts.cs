using System.Text.Json.Nodes;

namespace JobFlows.Upstream.Tests.Harness;

/// <summary>The numbers in a Job's status. <c>ready</c> and <c>terminating</c> have to be there, zero or not.</summary>
/// <param name="Active">Pods that run or will.</param>
/// <param name="Failed">Failures counted.</param>
/// <param name="Succeeded">Successes counted.</param>
/// <param name="Ready">Active pods that are ready.</param>
/// <param name="Terminating">Pods on their way out.</param>
internal sealed record Counts(int Active = 0, int Failed = 0, int Succeeded = 0, int? Ready = 0, int? Terminating = 0)
{
    public static Counts Of(JsonNode job)
    {
        var status = job["status"];
        return new Counts(
            (int?)status?["active"] ?? 0, (int?)status?["failed"] ?? 0, (int?)status?["succeeded"] ?? 0, (int?)status?["ready"], (int?)status?["terminating"]);
    }
}

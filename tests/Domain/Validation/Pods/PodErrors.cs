using JobFlows.Domain.Core;
using JobFlows.Domain.Strategies;
using JobFlows.Domain.Tests.Strategies;

namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>What is wrong with a pod, told below the part of it that a test is about; errors elsewhere begin with a slash.</summary>
internal static class PodErrors
{
    private static readonly PodStrategy Strategy = new();

    /// <param name="members">A JSON object: members of the pod's spec besides one plain container.</param>
    public static IEnumerable<string> OfSpec(string members) => Of("""{"containers":[{"name":"c","image":"i"}],""" + members[1..], "spec.");

    /// <param name="members">Members of the pod's only container. There are two volumes: <c>v</c>, and <c>b</c>, which is a claim.</param>
    public static IEnumerable<string> OfContainer(string members) => Of(
        """{"volumes":[{"name":"v"},{"name":"b","persistentVolumeClaim":{"claimName":"c"}}],"containers":[{"name":"c","image":"i",""" + members[1..] + "]}",
        "spec.containers[0].");

    /// <param name="members">Members of the pod's only volume.</param>
    public static IEnumerable<string> OfVolume(string members) => Of(
        """{"containers":[{"name":"c","image":"i"}],"volumes":[{"name":"v",""" + members[1..] + "]}", "spec.volumes[0].");

    private static IEnumerable<string> Of(string spec, string below) => Strategy
        .Validate(Strategy.PrepareForCreate(Given.Read<Pod>("""{"metadata":{"name":"p"},"spec":""" + spec + "}"), Given.Context))
        .Select(error => error.ToString())
        .Select(error => error.StartsWith(below, StringComparison.Ordinal) ? error[below.Length..] : "/" + error);
}

namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Probes and hooks. Texts are upstream's.</summary>
public sealed class ProbeRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["startup and other probes"] = (PodErrors.OfContainer, """{"startupProbe":{"exec":{"command":["x"]},"successThreshold":2,"initialDelaySeconds":-1,"timeoutSeconds":-1,"failureThreshold":-1},"livenessProbe":{"exec":{"command":[]},"successThreshold":-1,"terminationGracePeriodSeconds":0},"readinessProbe":{"httpGet":{"path":"","port":70000}}}""",
        [
            "livenessProbe.exec.command: Required value",
            "livenessProbe.successThreshold: Invalid value: -1: must be greater than or equal to 0",
            "livenessProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0",
            "livenessProbe.successThreshold: Invalid value: -1: must be 1",
            "readinessProbe.httpGet.port: Invalid value: 70000: must be between 1 and 65535, inclusive",
            "startupProbe.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0",
            "startupProbe.timeoutSeconds: Invalid value: -1: must be greater than or equal to 0",
            "startupProbe.failureThreshold: Invalid value: -1: must be greater than or equal to 0",
            "startupProbe.successThreshold: Invalid value: 2: must be 1",
        ]),
        ["probes that may be"] = (PodErrors.OfContainer, """{"startupProbe":{"grpc":{"port":80},"terminationGracePeriodSeconds":1},"livenessProbe":{"tcpSocket":{"port":"web"}},"readinessProbe":{"httpGet":{"path":"/x","port":1,"httpHeaders":[{"name":"X-A1"}]},"successThreshold":3}}""", []),
        ["a port of gRPC"] = (PodErrors.OfContainer, """{"livenessProbe":{"grpc":{"port":0}},"readinessProbe":{"grpc":{"port":65536}},"startupProbe":{"tcpSocket":{"port":65535}}}""",
        [
            "livenessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive",
            "readinessProbe.grpc.port: Invalid value: 65536: must be between 1 and 65535, inclusive",
        ]),
        ["sleeping hooks"] = (PodErrors.OfContainer, """{"lifecycle":{"postStart":{"sleep":{"seconds":30}},"preStop":{"sleep":{"seconds":-1}}}}""",
        [
            "lifecycle.preStop.sleep: Invalid value: -1: must be non-negative and less than terminationGracePeriodSeconds (30)",
        ]),
        ["a hook that sleeps no time"] = (PodErrors.OfContainer, """{"lifecycle":{"preStop":{"sleep":{"seconds":0}}}}""", []),
        ["names of ports"] = (PodErrors.OfContainer, """{"livenessProbe":{"tcpSocket":{"port":"abcdefghijklmnop"}},"readinessProbe":{"tcpSocket":{"port":"a--b"}},"startupProbe":{"tcpSocket":{"port":"-a"}},"lifecycle":{"preStop":{"tcpSocket":{"port":"a-"}},"postStart":{"tcpSocket":{"port":"abcdefghijklmno"}}}}""",
        [
            "lifecycle.preStop.tcpSocket.port: Invalid value: \"a-\": must not begin or end with a hyphen",
            "livenessProbe.tcpSocket.port: Invalid value: \"abcdefghijklmnop\": must be no more than 15 characters",
            "readinessProbe.tcpSocket.port: Invalid value: \"a--b\": must not contain consecutive hyphens",
            "startupProbe.tcpSocket.port: Invalid value: \"-a\": must not begin or end with a hyphen",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

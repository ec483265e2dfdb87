namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Policies of containers, and what init containers may have. Texts are upstream's.</summary>
public sealed class ContainerRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["resize policies"] = (PodErrors.OfContainer, """{"resizePolicy":[{"resourceName":"cpu","restartPolicy":"NotRequired"},{"resourceName":"cpu","restartPolicy":"RestartContainer"},{"resourceName":"disk","restartPolicy":"Odd"},{}]}""",
        [
            "resizePolicy[1]: Duplicate value: \"cpu\"",
            "resizePolicy: Unsupported value: \"disk\": supported values: \"cpu\", \"memory\"",
            "resizePolicy: Unsupported value: \"Odd\": supported values: \"NotRequired\", \"RestartContainer\"",
            "resizePolicy: Required value",
        ]),
        ["resize policies of a pod that never restarts"] = (PodErrors.OfSpec, """{"restartPolicy":"Never","containers":[{"name":"c","image":"i","resizePolicy":[{"resourceName":"cpu","restartPolicy":"NotRequired"},{"resourceName":"memory","restartPolicy":"RestartContainer"}]}]}""",
        [
            "containers[0].resizePolicy: Invalid value: \"RestartContainer\": must be 'NotRequired' when `restartPolicy` is 'Never'",
        ]),
        ["no policies"] = (PodErrors.OfContainer, """{"imagePullPolicy":"","terminationMessagePolicy":""}""", []),
        ["an init container's ports and probes"] = (PodErrors.OfSpec, """{"initContainers":[{"name":"i","image":"i","ports":[{"containerPort":1,"hostPort":5},{"containerPort":2,"hostPort":5}],"readinessProbe":{"exec":{"command":["x"]}},"startupProbe":{"exec":{"command":["x"]}}},{"name":"j","image":" i","ports":[{"containerPort":1,"hostPort":5}]},{"name":"j","image":"i","restartPolicy":"Always","lifecycle":{"preStop":{}},"readinessProbe":{}}]}""",
        [
            "initContainers[0].ports[1].hostPort: Duplicate value: \"TCP//5\"",
            "initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always",
            "initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always",
            "initContainers[2].name: Duplicate value: \"j\"",
            "initContainers[2].lifecycle.preStop: Required value: must specify a handler type",
            "initContainers[2].readinessProbe: Required value: must specify a handler type",
            "initContainers[1].image: Invalid value: \" i\": must not have leading or trailing whitespace",
        ]),
        ["restart rules of exit codes"] = (PodErrors.OfContainer, """{"restartPolicy":"Never","restartPolicyRules":[{"action":"Restart","exitCodes":{"operator":"Near"}},{"action":"RestartAllContainers","exitCodes":{"operator":"NotIn","values":[1]}}]}""", ["restartPolicyRules[0].exitCodes.operator: Unsupported value: \"Near\": supported values: \"In\", \"NotIn\""]),
        ["an init container that is wrong"] = (PodErrors.OfSpec, """{"initContainers":[{"name":"I","image":"","restartPolicy":"Odd"}]}""",
        [
            $"initContainers[0].name: Invalid value: \"I\": {Texts.Label}",
            "initContainers[0].image: Required value",
            "initContainers[0].restartPolicy: Unsupported value: \"Odd\": supported values: \"Always\", \"Never\", \"OnFailure\"",
        ]),
        ["a container without a name beside one"] = (PodErrors.OfSpec, """{"containers":[{"image":"i"},{"image":"i"}]}""",
        [
            "containers[0].name: Required value",
            "containers[1].name: Required value",
            "containers[1].name: Duplicate value: \"\"",
        ]),
        ["no containers"] = (PodErrors.OfSpec, """{"containers":[]}""", ["containers: Required value"]),
        ["a zero byte"] = (PodErrors.OfContainer, """{"command":["a\u0000b"]}""", ["command[0]: Invalid value: \"a\\x00b\": must not contain NUL bytes"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

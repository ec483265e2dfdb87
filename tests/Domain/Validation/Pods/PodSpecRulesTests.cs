namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Names, claims, gates and deadlines of a pod. Texts are upstream's.</summary>
public sealed class PodSpecRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["host names of a pod in a user namespace"] = (PodErrors.OfSpec, """{"hostUsers":false,"hostIPC":true}""", ["hostIPC: Forbidden: when `hostUsers` is false"]),
        ["a resource claim of both kinds"] = (PodErrors.OfSpec, """{"resourceClaims":[{"name":"a","resourceClaimName":"x","resourceClaimTemplateName":"y"},{"resourceClaimName":"X"},{"name":"B","resourceClaimTemplateName":"Y"}]}""",
        [
            "resourceClaims[0]: Invalid value: {\"name\":\"a\",\"resourceClaimName\":\"x\",\"resourceClaimTemplateName\":\"y\"}: at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified",
            "resourceClaims[1].name: Required value",
            $"resourceClaims[1].resourceClaimName: Invalid value: \"X\": {Texts.Subdomain}",
            $"resourceClaims[2].name: Invalid value: \"B\": {Texts.Label}",
            $"resourceClaims[2].resourceClaimTemplateName: Invalid value: \"Y\": {Texts.Subdomain}",
        ]),
        ["ports on the host's network"] = (PodErrors.OfSpec, """{"hostNetwork":true,"initContainers":[{"name":"i","image":"i","ports":[{"containerPort":3}]}]}""", []),
        ["a port that differs on the host's network"] = (PodErrors.OfSpec, """{"hostNetwork":true,"containers":[{"name":"c","image":"i","ports":[{"containerPort":3,"hostPort":4}]}]}""", ["containers[0].ports[0].hostPort: Invalid value: 4: must match `containerPort` when `hostNetwork` is true"]),
        ["gates of readiness"] = (PodErrors.OfSpec, """{"readinessGates":[{"conditionType":"a/b/c"},{"conditionType":"a.b/c"}]}""",
        [
            "readinessGates[0].conditionType: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
        ]),
        ["an account, a node and a class that can't be"] = (PodErrors.OfSpec, """{"serviceAccountName":"A","nodeName":"B","priorityClassName":"C","runtimeClassName":"D"}""",
        [
            $"serviceAccountName: Invalid value: \"A\": {Texts.Subdomain}",
            $"nodeName: Invalid value: \"B\": {Texts.Subdomain}",
            $"priorityClassName: Invalid value: \"C\": {Texts.Subdomain}",
            $"runtimeClassName: Invalid value: \"D\": {Texts.Subdomain}",
        ]),
        ["an account, a node and a class"] = (PodErrors.OfSpec, """{"serviceAccountName":"a","nodeName":"b","priorityClassName":"c","runtimeClassName":"d","preemptionPolicy":"Never","hostname":"h","subdomain":"s"}""", []),
        ["overhead"] = (PodErrors.OfSpec, """{"overhead":{"cpu":"-1"}}""", ["overhead.limits[cpu]: Invalid value: \"-1\": must be greater than or equal to 0"]),
        ["resources of the pod"] = (PodErrors.OfSpec, """{"resources":{"limits":{"cpu":"1"},"requests":{"cpu":"2"}}}""", ["resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1"]),
        ["names of a host alias"] = (PodErrors.OfSpec, """{"hostAliases":[{"ip":"10.0.0.1","hostnames":["a.b","A"]}]}""", [$"hostAliases[0].hostnames[1]: Invalid value: \"A\": {Texts.Subdomain}"]),
        ["deadlines"] = (PodErrors.OfSpec, """{"activeDeadlineSeconds":2147483648}""", ["activeDeadlineSeconds: Invalid value: 2147483648: must be between 1 and 2147483647, inclusive"]),
        ["addresses"] = (PodErrors.OfSpec, """{"hostAliases":[{"ip":"0.0.0.0"},{"ip":"255.255.255.255"},{"ip":"::"},{"ip":"::1"},{"ip":"1::"},{"ip":"1:2:3:4:5:6:7:8"},{"ip":"1:2:3:4:5:6:7::"},{"ip":"::2:3:4:5:6:7:8"},{"ip":"1:2:3:4:5:6:1.2.3.4"},{"ip":"::1.2.3.4"},{"ip":"a:B:c:D::"},{"ip":"abcd::0123"}]}""", []),
        ["what only looks like addresses"] = (PodErrors.OfSpec, """{"hostAliases":[{"ip":"1.2.3.256"},{"ip":"1.2.3."},{"ip":"1.2.3.4.5"},{"ip":"1.2.3.a"},{"ip":"1:2:3:4:5:6:7"},{"ip":"1:2:3:4:5:6:7:8:9"},{"ip":"1::2::3"},{"ip":"1:2:3:4::5:6:7:8"},{"ip":"12345::"},{"ip":"g::"},{"ip":"1.2.3.4::"},{"ip":"::1.2.3.256"},{"ip":"1:2:3:4:5:6:7:1.2.3.4"},{"ip":":1"},{"ip":"1:"},{"ip":""}]}""",
        [
            "hostAliases[0].ip: Invalid value: \"1.2.3.256\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[1].ip: Invalid value: \"1.2.3.\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[2].ip: Invalid value: \"1.2.3.4.5\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[3].ip: Invalid value: \"1.2.3.a\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[4].ip: Invalid value: \"1:2:3:4:5:6:7\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[5].ip: Invalid value: \"1:2:3:4:5:6:7:8:9\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[6].ip: Invalid value: \"1::2::3\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[7].ip: Invalid value: \"1:2:3:4::5:6:7:8\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[8].ip: Invalid value: \"12345::\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[9].ip: Invalid value: \"g::\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[10].ip: Invalid value: \"1.2.3.4::\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[11].ip: Invalid value: \"::1.2.3.256\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[12].ip: Invalid value: \"1:2:3:4:5:6:7:1.2.3.4\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[13].ip: Invalid value: \":1\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[14].ip: Invalid value: \"1:\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
            "hostAliases[15].ip: Invalid value: \"\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
        ]),
        ["scheduling gates without names"] = (PodErrors.OfSpec, """{"schedulingGates":[{"name":""}]}""",
        [
            "schedulingGates[0]: Invalid value: \"\": name part must be non-empty",
            $"schedulingGates[0]: Invalid value: \"\": {Texts.NamePart}",
        ]),
        ["empty lists"] = (PodErrors.OfSpec, """{"ephemeralContainers":[],"schedulingGates":[],"nodeName":"n"}""", []),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

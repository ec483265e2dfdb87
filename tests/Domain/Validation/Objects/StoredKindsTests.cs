namespace JobFlows.Domain.Tests.Validation.Objects;

/// <summary>Claims, Secrets and Nodes. Texts are upstream's.</summary>
public sealed class StoredKindsTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a claim"] = (ObjectErrors.OfClaim, """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadOnlyMany","ReadWriteMany","ReadWriteOnce","ReadWriteOncePod"],"resources":{"requests":{"storage":"1Gi"}}}}""", []),
        ["a claim that says nothing"] = (ObjectErrors.OfClaim, """{"metadata":{"name":"C"}}""",
        [
            $"metadata.name: Invalid value: \"C\": {Texts.Subdomain}",
            "spec.accessModes: Required value: at least 1 access mode is required",
            "spec.resources[storage]: Required value",
        ]),
        ["a claim of an odd mode"] = (ObjectErrors.OfClaim, """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce","Odd"],"resources":{"requests":{"cpu":"1"}}}}""",
        [
            "spec.accessModes: Unsupported value: \"Odd\": supported values: \"ReadOnlyMany\", \"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\"",
            "spec.resources[storage]: Required value",
        ]),
        ["a token's account"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s","annotations":{"kubernetes.io/service-account.name":"default"}},"type":"kubernetes.io/service-account-token"}""", []),
        ["docker's old file"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockercfg","stringData":{".dockercfg":"{}"}}""", []),
        ["docker's old file is missing"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockercfg"}""", ["data[.dockercfg]: Required value"]),
        ["docker's file is missing"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockerconfigjson"}""", ["data[.dockerconfigjson]: Required value"]),
        ["docker's file is null"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":"null"}}""", []),
        ["docker's file is a list"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":"[]"}}""", ["data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": must be a JSON object"]),
        ["docker's file is broken"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":"{"}}""", ["data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": must be a JSON object"]),
        ["a user"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/basic-auth","stringData":{"username":"u"}}""", []),
        ["a password"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/basic-auth","stringData":{"password":"p"}}""", []),
        ["a key"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/ssh-auth","stringData":{"ssh-privatekey":"k"}}""", []),
        ["an empty key"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/ssh-auth","stringData":{"ssh-privatekey":""}}""", ["data[ssh-privatekey]: Required value"]),
        ["a certificate and its key"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/tls","stringData":{"tls.crt":"","tls.key":""}}""", []),
        ["a certificate without anything"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"type":"kubernetes.io/tls"}""",
        [
            "data[tls.crt]: Required value",
            "data[tls.key]: Required value",
        ]),
        ["a key's name"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"s"},"stringData":{"a/b":"c"}}""", [$"data[a/b]: Invalid value: \"a/b\": {Texts.ConfigKey}"]),
        ["the same taint twice"] = (ObjectErrors.OfNode, """{"metadata":{"name":"n"},"spec":{"taints":[{"key":"k","effect":"NoSchedule"},{"key":"k","value":"v","effect":"NoSchedule"},{"key":"k","effect":"NoExecute"}]}}""",
        [
            "metadata.taints[1]: Duplicate value: {\"key\":\"k\",\"value\":\"v\",\"effect\":\"NoSchedule\"}: taints must be unique by key and effect pair",
        ]),
        ["a taint's key and value"] = (ObjectErrors.OfNode, """{"metadata":{"name":"n"},"spec":{"taints":[{"key":"a b","value":"c d","effect":"NoSchedule"}]}}""",
        [
            $"metadata.taints[0].key: Invalid value: \"a b\": {Texts.NamePart}",
            $"metadata.taints[0].value: Invalid value: \"c d\": {Texts.LabelValue}",
        ]),
        ["amounts"] = (ObjectErrors.OfNode, """{"metadata":{"name":"N"},"status":{"capacity":{"pods":"1500m"},"allocatable":{"cpu":"-1"}}}""",
        [
            $"metadata.name: Invalid value: \"N\": {Texts.Subdomain}",
            "status.capacity.pods: Invalid value: \"1500m\": must be an integer",
            "status.allocatable.cpu: Invalid value: \"-1\": must be greater than or equal to 0",
        ]),
        ["a name"] = (ObjectErrors.OfSecret, """{"metadata":{"name":"S"}}""", [$"metadata.name: Invalid value: \"S\": {Texts.Subdomain}"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Where variables come from. Texts are upstream's.</summary>
public sealed class EnvironmentRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["references to keys"] = (PodErrors.OfContainer, """{"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"M","key":""}}},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"a b"}}},{"name":"C","valueFrom":{"configMapKeyRef":{"name":"m","key":"k"}}}]}""",
        [
            $"env[0].valueFrom.configMapKeyRef.name: Invalid value: \"M\": {Texts.Subdomain}",
            "env[0].valueFrom.configMapKeyRef.key: Required value",
            $"env[1].valueFrom.secretKeyRef.key: Invalid value: \"a b\": {Texts.ConfigKey}",
        ]),
        ["keys of files"] = (PodErrors.OfContainer, """{"env":[{"name":"A","valueFrom":{"fileKeyRef":{}}},{"name":"B","valueFrom":{"fileKeyRef":{"key":"k","volumeName":"v","path":"../x"}}},{"name":"C","valueFrom":{"fileKeyRef":{"key":"k","volumeName":"v","path":"x"}}}]}""",
        [
            "env[0].valueFrom.fileKeyRef.key: Required value",
            "env[0].valueFrom.fileKeyRef.volumeName: Required value",
            "env[0].valueFrom.fileKeyRef.path: Required value",
            "env[1].valueFrom.fileKeyRef.path: Invalid value: \"../x\": must not contain '..'",
        ]),
        ["names of objects as environment"] = (PodErrors.OfContainer, """{"envFrom":[{"configMapRef":{"name":"M"}},{"secretRef":{"name":""}},{"secretRef":{"name":"S"}},{"prefix":"A_","secretRef":{"name":"s"}}]}""",
        [
            $"envFrom[0].configMapRef.name: Invalid value: \"M\": {Texts.Subdomain}",
            "envFrom[1].secretRef.name: Required value",
            $"envFrom[2].secretRef.name: Invalid value: \"S\": {Texts.Subdomain}",
        ]),
        ["versions of fields"] = (PodErrors.OfContainer, """{"env":[{"name":"A","valueFrom":{"fieldRef":{"apiVersion":"v2","fieldPath":"metadata.name"}}},{"name":"B","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['a b']"}}},{"name":"C","valueFrom":{"fieldRef":{"fieldPath":"metadata.annotations['A_B/c d']"}}},{"name":"D","valueFrom":{"fieldRef":{"fieldPath":"metadata.annotations['A.B/c']"}}},{"name":"E","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels"}}},{"name":"F","valueFrom":{"fieldRef":{"fieldPath":"spec.restartPolicy"}}},{"name":"G","valueFrom":{"fieldRef":{"fieldPath":"spec.schedulerName"}}},{"name":"H","valueFrom":{"fieldRef":{"fieldPath":"metadata.annotations"}}}]}""",
        [
            "env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name\": error converting fieldPath: unsupported pod version: v2",
            $"env[1].valueFrom.fieldRef: Invalid value: \"a b\": {Texts.NamePart}",
            $"env[2].valueFrom.fieldRef: Invalid value: \"a_b/c d\": prefix part {Texts.Subdomain}",
            $"env[2].valueFrom.fieldRef: Invalid value: \"a_b/c d\": {Texts.NamePart}",
            $"env[4].valueFrom.fieldRef.fieldPath: Unsupported value: \"metadata.labels\": {Texts.VariablePaths}",
            $"env[5].valueFrom.fieldRef.fieldPath: Unsupported value: \"spec.restartPolicy\": {Texts.VariablePaths}",
            $"env[6].valueFrom.fieldRef.fieldPath: Unsupported value: \"spec.schedulerName\": {Texts.VariablePaths}",
            $"env[7].valueFrom.fieldRef.fieldPath: Unsupported value: \"metadata.annotations\": {Texts.VariablePaths}",
        ]),
        ["divisors"] = (PodErrors.OfContainer, """{"env":[{"name":"A","valueFrom":{"resourceFieldRef":{"resource":""}}},{"name":"B","valueFrom":{"resourceFieldRef":{"resource":"limits.memory","divisor":"1m"}}},{"name":"C","valueFrom":{"resourceFieldRef":{"resource":"requests.memory","divisor":"1Mi"}}},{"name":"D","valueFrom":{"resourceFieldRef":{"resource":"limits.ephemeral-storage","divisor":"3"}}},{"name":"E","valueFrom":{"resourceFieldRef":{"resource":"requests.ephemeral-storage","divisor":"1Ei"}}},{"name":"F","valueFrom":{"resourceFieldRef":{"resource":"limits.hugepages-2Mi","divisor":"3"}}},{"name":"G","valueFrom":{"resourceFieldRef":{"resource":"requests.hugepages-2Mi","divisor":"1Ki"}}},{"name":"H","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"5"}}},{"name":"I","valueFrom":{"resourceFieldRef":{"resource":"requests.cpu","divisor":"1"}}},{"name":"J","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"0"}}},{"name":"K","valueFrom":{"resourceFieldRef":{"resource":"requests.memory","divisor":"7"}}},{"name":"L","valueFrom":{"resourceFieldRef":{"resource":"requests.ephemeral-storage","divisor":"7"}}}]}""",
        [
            "env[0].valueFrom.resourceFieldRef.resource: Required value",
            $"env[1].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.memory\": {Texts.ByteDivisors} memory resource",
            $"env[3].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.ephemeral-storage\": {Texts.ByteDivisors} local ephemeral storage resource",
            $"env[5].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.hugepages-2Mi\": {Texts.ByteDivisors} hugepages resource",
            "env[7].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.cpu\": only divisor's values 1m and 1 are supported with the cpu resource",
            $"env[10].valueFrom.resourceFieldRef.divisor: Invalid value: \"requests.memory\": {Texts.ByteDivisors} memory resource",
            $"env[11].valueFrom.resourceFieldRef.divisor: Invalid value: \"requests.ephemeral-storage\": {Texts.ByteDivisors} local ephemeral storage resource",
        ]),
        ["subscripts"] = (PodErrors.OfContainer, """{"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['a"}}},{"name":"B","valueFrom":{"fieldRef":{"fieldPath":"['a']"}}},{"name":"C","valueFrom":{"fieldRef":{"fieldPath":"metadata.annotations']"}}}]}""",
        [
            "env[0].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.labels['a\": error converting fieldPath: field label not supported: metadata.labels['a",
            "env[1].valueFrom.fieldRef.fieldPath: Invalid value: \"['a']\": error converting fieldPath: field label not supported: ['a']",
            "env[2].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.annotations']\": error converting fieldPath: field label not supported: metadata.annotations']",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

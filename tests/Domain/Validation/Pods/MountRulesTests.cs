namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>What containers may mount. Texts are upstream's.</summary>
public sealed class MountRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a mount of a device"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"b","mountPath":"/dev/x"}],"volumeDevices":[{"name":"b","devicePath":"/dev/x"}]}""",
        [
            "volumeMounts[0].name: Invalid value: \"b\": must not already exist in volumeDevices",
            "volumeMounts[0].mountPath: Invalid value: \"/dev/x\": must not already exist as a path in volumeDevices",
            "volumeDevices[0].name: Invalid value: \"b\": must not already exist in volumeMounts",
            "volumeDevices[0].devicePath: Invalid value: \"/dev/x\": must not already exist as a path in volumeMounts",
        ]),
        ["a mount without a name"] = (PodErrors.OfContainer, """{"volumeMounts":[{"mountPath":"/a"}]}""",
        [
            "volumeMounts[0].name: Required value",
            "volumeMounts[0].name: Not found: \"\"",
        ]),
        ["devices twice"] = (PodErrors.OfContainer, """{"volumeDevices":[{"name":"b","devicePath":"/dev/x"},{"name":"b","devicePath":"/dev/x"}]}""",
        [
            "volumeDevices[1].name: Invalid value: \"b\": must be unique",
            "volumeDevices[1].devicePath: Invalid value: \"/dev/x\": must be unique",
        ]),
        ["a device without a name"] = (PodErrors.OfContainer, """{"volumeDevices":[{"devicePath":"/dev/x"}]}""",
        [
            "volumeDevices[0].name: Required value",
            "volumeDevices[0].name: Not found: \"\"",
        ]),
        ["a device path upwards"] = (PodErrors.OfContainer, """{"volumeDevices":[{"name":"b","devicePath":"/dev/../x"}]}""", ["volumeDevices[0].devicePath: Invalid value: \"/dev/../x\": can not contain backsteps ('..')"]),
        ["a device"] = (PodErrors.OfContainer, """{"volumeDevices":[{"name":"b","devicePath":"/dev/x"}]}""", []),
        ["a mount elsewhere than a device"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"v","mountPath":"/a"}],"volumeDevices":[{"name":"b","devicePath":"/dev/x"}]}""", []),
        ["sub paths"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"v","mountPath":"/a","subPath":"x","subPathExpr":"$(Y)"},{"name":"v","mountPath":"/b","subPathExpr":"/x/../y"},{"name":"v","mountPath":"/c","subPath":"","subPathExpr":""}]}""",
        [
            "volumeMounts[0].subPathExpr: Invalid value: \"$(Y)\": subPathExpr and subPath are mutually exclusive",
            "volumeMounts.subPathExpr: Invalid value: \"/x/../y\": must be a relative path",
            "volumeMounts.subPathExpr: Invalid value: \"/x/../y\": must not contain '..'",
        ]),
        ["propagation of a privileged container"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"v","mountPath":"/a","mountPropagation":"Bidirectional"},{"name":"v","mountPath":"/b","mountPropagation":"HostToContainer"},{"name":"v","mountPath":"/c","mountPropagation":"None"}],"securityContext":{"privileged":true}}""", []),
        ["propagation of a container that isn't privileged"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"v","mountPath":"/a","mountPropagation":"Bidirectional"},{"name":"v","mountPath":"/b","mountPropagation":"HostToContainer"}],"securityContext":{"privileged":false}}""",
        [
            "volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers",
        ]),
        ["read-only all the way down"] = (PodErrors.OfContainer, """{"volumeMounts":[{"name":"v","mountPath":"/a","readOnly":true,"recursiveReadOnly":"Enabled"},{"name":"v","mountPath":"/b","readOnly":true,"recursiveReadOnly":"IfPossible","mountPropagation":"None"},{"name":"v","mountPath":"/c","recursiveReadOnly":"Disabled"},{"name":"v","mountPath":"/d","readOnly":true,"recursiveReadOnly":"IfPossible","mountPropagation":"HostToContainer"},{"name":"v","mountPath":"/e","readOnly":false,"recursiveReadOnly":"IfPossible"},{"name":"v","mountPath":"/f","recursiveReadOnly":"Odd"}]}""",
        [
            "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified",
            "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true",
            "volumeMounts.recursiveReadOnly: Unsupported value: \"Odd\": supported values: \"Disabled\", \"Enabled\", \"IfPossible\"",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>What the operating system that a pod names rules out. Texts are upstream's.</summary>
public sealed class OperatingSystemRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["a linux pod"] = (PodErrors.OfSpec, """{"os":{"name":"linux"},"securityContext":{"windowsOptions":{}},"initContainers":[{"name":"i","image":"i","securityContext":{"windowsOptions":{}}},{"name":"j","image":"i"}]}""",
        [
            "securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod",
            "initContainers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod",
        ]),
        ["an operating system without a name"] = (PodErrors.OfSpec, """{"os":{"name":""}}""", ["os.name: Required value: cannot be empty"]),
        ["a windows pod"] = (PodErrors.OfSpec, """{"os":{"name":"windows"},"hostUsers":true,"hostIPC":true,"shareProcessNamespace":false,"securityContext":{"appArmorProfile":{"type":"Unconfined"},"seLinuxOptions":{},"seccompProfile":{"type":"Unconfined"},"fsGroup":1,"fsGroupChangePolicy":"Always","sysctls":[{"name":"net.x"}],"runAsGroup":1,"supplementalGroups":[1],"supplementalGroupsPolicy":"Merge","windowsOptions":{}}}""",
        [
            "securityContext.appArmorProfile: Forbidden: cannot be set for a windows pod",
            "securityContext.seLinuxOptions: Forbidden: cannot be set for a windows pod",
            "hostUsers: Forbidden: cannot be set for a windows pod",
            "hostIPC: Forbidden: cannot be set for a windows pod",
            "securityContext.seccompProfile: Forbidden: cannot be set for a windows pod",
            "securityContext.fsGroup: Forbidden: cannot be set for a windows pod",
            "securityContext.fsGroupChangePolicy: Forbidden: cannot be set for a windows pod",
            "securityContext.sysctls: Forbidden: cannot be set for a windows pod",
            "shareProcessNamespace: Forbidden: cannot be set for a windows pod",
            "securityContext.runAsGroup: Forbidden: cannot be set for a windows pod",
            "securityContext.supplementalGroups: Forbidden: cannot be set for a windows pod",
            "securityContext.supplementalGroupsPolicy: Forbidden: cannot be set for a windows pod",
        ]),
        ["a windows pod's init container"] = (PodErrors.OfSpec, """{"os":{"name":"windows"},"hostPID":false,"hostIPC":false,"securityContext":{"sysctls":[]},"initContainers":[{"name":"i","image":"i","securityContext":{"appArmorProfile":{"type":"Unconfined"},"seLinuxOptions":{},"seccompProfile":{"type":"Unconfined"},"capabilities":{},"readOnlyRootFilesystem":false,"privileged":false,"allowPrivilegeEscalation":true,"procMount":"Default","runAsUser":1,"runAsGroup":1,"windowsOptions":{}}}]}""",
        [
            "initContainers[0].securityContext.appArmorProfile: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.seLinuxOptions: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.seccompProfile: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.capabilities: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.readOnlyRootFilesystem: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.allowPrivilegeEscalation: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.procMount: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.runAsUser: Forbidden: cannot be set for a windows pod",
            "initContainers[0].securityContext.runAsGroup: Forbidden: cannot be set for a windows pod",
        ]),
        ["a windows pod's container"] = (PodErrors.OfSpec, """{"os":{"name":"windows"},"containers":[{"name":"c","image":"i","securityContext":{"privileged":true}}]}""", ["containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod"]),
        ["a linux pod's container"] = (PodErrors.OfSpec, """{"os":{"name":"linux"},"hostPID":true,"containers":[{"name":"c","image":"i","securityContext":{"windowsOptions":{}}}]}""", ["containers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

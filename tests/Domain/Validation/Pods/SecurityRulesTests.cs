namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>Security contexts of pods and containers. Texts are upstream's.</summary>
public sealed class SecurityRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["ids"] = (PodErrors.OfContainer, """{"securityContext":{"runAsUser":0,"runAsGroup":2147483648}}""", ["securityContext.runAsGroup: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive"]),
        ["the file system of processes"] = (PodErrors.OfContainer, """{"securityContext":{"procMount":"Unmasked"}}""", ["securityContext.procMount: Invalid value: \"Unmasked\": `hostUsers` must be false to use `Unmasked`"]),
        ["the file system of processes in a user namespace"] = (PodErrors.OfSpec, """{"hostUsers":false,"initContainers":[{"name":"i","image":"i","securityContext":{"procMount":"Unmasked"}}]}""", []),
        ["a seccomp profile without a type"] = (PodErrors.OfContainer, """{"securityContext":{"seccompProfile":{}}}""", ["securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set"]),
        ["seccomp profiles of the runtime"] = (PodErrors.OfContainer, """{"securityContext":{"seccompProfile":{"type":"RuntimeDefault"}}}""", []),
        ["a seccomp profile that needs no file"] = (PodErrors.OfContainer, """{"securityContext":{"seccompProfile":{"type":"Unconfined","localhostProfile":"x"}}}""",
        [
            "securityContext.seccompProfile.localhostProfile: Invalid value: {\"type\":\"Unconfined\",\"localhostProfile\":\"x\"}: can only be set when seccomp type is Localhost",
        ]),
        ["a seccomp profile of a file"] = (PodErrors.OfContainer, """{"securityContext":{"seccompProfile":{"type":"Localhost","localhostProfile":"a/b.json"}}}""", []),
        ["a seccomp profile of a file elsewhere"] = (PodErrors.OfContainer, """{"securityContext":{"seccompProfile":{"type":"Localhost","localhostProfile":"/a/../b"}}}""",
        [
            "securityContext.seccompProfile.localhostProfile: Invalid value: \"/a/../b\": must be a relative path",
            "securityContext.seccompProfile.localhostProfile: Invalid value: \"/a/../b\": must not contain '..'",
        ]),
        ["a capability beyond the privileges"] = (PodErrors.OfContainer, """{"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"add":["CAP_SYS_ADMIN"]}}}""",
        [
            "securityContext: Invalid value: {\"capabilities\":{\"add\":[\"CAP_SYS_ADMIN\"]},\"allowPrivilegeEscalation\":false}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN",
        ]),
        ["a capability within the privileges"] = (PodErrors.OfContainer, """{"securityContext":{"allowPrivilegeEscalation":false,"privileged":false,"capabilities":{"add":["NET_ADMIN"]}}}""", []),
        ["privileges"] = (PodErrors.OfContainer, """{"securityContext":{"allowPrivilegeEscalation":true,"privileged":true,"capabilities":{"add":["CAP_SYS_ADMIN"]}}}""", []),
        ["an AppArmor profile without a type"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":""}}}""", ["securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set"]),
        ["an AppArmor profile of a file, which is missing"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Localhost"}}}""",
        [
            "securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost",
        ]),
        ["an AppArmor profile of no file"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":""}}}""",
        [
            "securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost",
        ]),
        ["an AppArmor profile of a file"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":"a"}}}""", []),
        ["an AppArmor profile of a padded name"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":" a"}}}""", ["securityContext.appArmorProfile.localhostProfile: Invalid value: \" a\": must not be padded with whitespace"]),
        ["an AppArmor profile that needs no file"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"RuntimeDefault","localhostProfile":"x"}}}""",
        [
            "securityContext.appArmorProfile.localhostProfile: Invalid value: \"x\": can only be set when AppArmor type is Localhost",
        ]),
        ["an AppArmor profile that is odd"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Odd"}}}""",
        [
            "securityContext.appArmorProfile.type: Unsupported value: \"Odd\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"",
        ]),
        ["AppArmor turned off"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Unconfined"}}}""", []),
        ["ids of the pod"] = (PodErrors.OfSpec, """{"securityContext":{"runAsUser":-1,"runAsGroup":-2,"fsGroup":0,"supplementalGroups":[0]}}""",
        [
            "securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive",
            "securityContext.runAsGroup: Invalid value: -2: must be between 0 and 2147483647, inclusive",
        ]),
        ["policies of the pod's groups"] = (PodErrors.OfSpec, """{"securityContext":{"fsGroupChangePolicy":"Odd","supplementalGroupsPolicy":"Odd"}}""",
        [
            "securityContext.fsGroupChangePolicy: Unsupported value: \"Odd\": supported values: \"Always\", \"OnRootMismatch\"",
            "securityContext.supplementalGroupsPolicy: Unsupported value: \"Odd\": supported values: \"Merge\", \"Strict\"",
        ]),
        ["known policies of the pod's groups"] = (PodErrors.OfSpec, """{"securityContext":{"fsGroupChangePolicy":"OnRootMismatch","supplementalGroupsPolicy":"Strict"}}""", []),
        ["other known policies of the pod's groups"] = (PodErrors.OfSpec, """{"securityContext":{"fsGroupChangePolicy":"Always","supplementalGroupsPolicy":"Merge"}}""", []),
        ["profiles of the pod"] = (PodErrors.OfSpec, """{"securityContext":{"seccompProfile":{"type":"Localhost"},"appArmorProfile":{"type":"Odd"}}}""",
        [
            "securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost",
            "securityContext.appArmorProfile.type: Unsupported value: \"Odd\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"",
        ]),
        ["a sysctl without a name"] = (PodErrors.OfSpec, """{"securityContext":{"sysctls":[{"name":""},{"name":"kernel/shm_rmid_forced"}]}}""", ["securityContext.sysctls[0].name: Required value"]),
        ["sysctls of the host's network"] = (PodErrors.OfSpec, """{"hostNetwork":true,"securityContext":{"sysctls":[{"name":"net.core.somaxconn"},{"name":"net/ipv4/x"},{"name":"kernel.sem"}]}}""",
        [
            "securityContext.sysctls[0].name: Invalid value: \"net.core.somaxconn\": may not be specified when 'hostNetwork' is true",
            "securityContext.sysctls[1].name: Invalid value: \"net/ipv4/x\": may not be specified when 'hostNetwork' is true",
        ]),
        ["sysctls of the host's processes"] = (PodErrors.OfSpec, """{"hostIPC":true,"securityContext":{"sysctls":[{"name":"kernel.sem"},{"name":"kernel.shmmax"},{"name":"kernel.msgmax"},{"name":"fs.mqueue.x"},{"name":"net.core.x"},{"name":"kernel.other"}]}}""",
        [
            "securityContext.sysctls[0].name: Invalid value: \"kernel.sem\": may not be specified when 'hostIPC' is true",
            "securityContext.sysctls[1].name: Invalid value: \"kernel.shmmax\": may not be specified when 'hostIPC' is true",
            "securityContext.sysctls[2].name: Invalid value: \"kernel.msgmax\": may not be specified when 'hostIPC' is true",
            "securityContext.sysctls[3].name: Invalid value: \"fs.mqueue.x\": may not be specified when 'hostIPC' is true",
        ]),
        ["processes shared with the host"] = (PodErrors.OfSpec, """{"shareProcessNamespace":true,"hostPID":false,"hostIPC":true}""", []),
        ["AppArmor turned off for a file"] = (PodErrors.OfContainer, """{"securityContext":{"appArmorProfile":{"type":"Unconfined","localhostProfile":"x"}}}""",
        [
            "securityContext.appArmorProfile.localhostProfile: Invalid value: \"x\": can only be set when AppArmor type is Localhost",
        ]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

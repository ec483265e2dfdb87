using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Strategies;

namespace JobFlows.Domain.Tests.Strategies;

public class PodValidationTests
{
    private const string LabelRule = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private const string InitOnly = "may not be set for init containers without restartPolicy=Always";

    private static readonly PodStrategy Strategy = new();

    /// <summary>The container's JSON, and the errors below <c>spec.containers[0]</c> (or elsewhere, with a path from the root).</summary>
    private static readonly Dictionary<string, (string Container, string[] Errors)> Containers = new(StringComparer.Ordinal)
    {
        ["plain"] = ("""{"name":"c","image":"i"}""", []),
        ["no name or image"] = ("""{}""", ["name: Required value", "image: Required value"]),
        ["a bad name"] = ("""{"name":"C_","image":"i"}""", [$"name: Invalid value: \"C_\": {LabelRule}"]),
        ["a dotted name"] = ("""{"name":"a.b","image":"i"}""", ["name: Invalid value: \"a.b\": must not contain dots"]),
        ["a padded image"] = ("""{"name":"c","image":" i"}""", ["image: Invalid value: \" i\": must not have leading or trailing whitespace"]),
        ["unknown policies"] = ("""{"name":"c","image":"i","imagePullPolicy":"Soon","terminationMessagePolicy":"Mail","restartPolicy":"Once"}""",
        [
            "terminationMessagePolicy: Unsupported value: \"Mail\": supported values: \"File\", \"FallbackToLogsOnError\"",
            "imagePullPolicy: Unsupported value: \"Soon\": supported values: \"Always\", \"IfNotPresent\", \"Never\"",
            "restartPolicy: Unsupported value: \"Once\": supported values: \"Always\", \"Never\", \"OnFailure\"",
        ]),
        ["restart rules"] = ("""{"name":"c","image":"i","restartPolicyRules":[{"action":"Restart","exitCodes":{"operator":"In","values":[42]}},{"action":"Jump"}]}""",
        [
            "restartPolicy: Required value: must specify restartPolicy when restart rules are used",
            "restartPolicyRules[1].action: Unsupported value: \"Jump\": supported values: \"Restart\", \"RestartAllContainers\"",
            "restartPolicyRules[1].exitCodes: Required value: must be specified",
        ]),
        ["ports"] = ("""{"name":"c","image":"i","ports":[{"containerPort":0},{"containerPort":70000,"hostPort":70001,"protocol":"ICMP"},{"containerPort":1,"name":"UP"},{"containerPort":2,"name":"web"},{"containerPort":3,"name":"web"}]}""",
        [
            "ports[0].containerPort: Required value",
            "ports[1].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
            "ports[1].hostPort: Invalid value: 70001: must be between 1 and 65535, inclusive",
            "ports[1].protocol: Unsupported value: \"ICMP\": supported values: \"SCTP\", \"TCP\", \"UDP\"",
            "ports[2].name: Invalid value: \"UP\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
            "ports[2].name: Invalid value: \"UP\": must contain at least one letter (a-z)",
            "ports[4].name: Duplicate value: \"web\"",
        ]),
        ["host ports twice"] = ("""{"name":"c","image":"i","ports":[{"containerPort":1,"hostPort":80},{"containerPort":2,"hostPort":80}]}""",
            ["ports[1].hostPort: Duplicate value: \"TCP//80\""]),
        ["variables"] = ("""{"name":"c","image":"i","env":[{"name":""},{"name":"A=B"},{"name":"OK.1"}]}""",
        [
            "env[0].name: Required value",
            "env[1].name: Invalid value: \"A=B\": a valid environment variable name must consist only of printable ASCII characters other than '='",
        ]),
        ["value and source"] = ("""{"name":"c","image":"i","env":[{"name":"A","value":"1","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}""",
            ["env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty"]),
        ["no source"] = ("""{"name":"c","image":"i","env":[{"name":"A","valueFrom":{}}]}""",
            ["env[0].valueFrom: Invalid value: \"\": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"]),
        ["two sources"] = ("""{"name":"c","image":"i","env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"m","key":"k"},"secretKeyRef":{"name":"s","key":"k"}}}]}""",
            ["env[0].valueFrom: Invalid value: \"\": may not have more than one field specified at a time"]),
        ["fields"] = ("""
            {"name":"c","image":"i","env":[
             {"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['a/b']"}}},
             {"name":"B","valueFrom":{"fieldRef":{"fieldPath":"spec.host"}}},
             {"name":"C","valueFrom":{"fieldRef":{"fieldPath":"status.phase"}}},
             {"name":"D","valueFrom":{"fieldRef":{"fieldPath":"spec.nowhere"}}},
             {"name":"E","valueFrom":{"fieldRef":{"fieldPath":"metadata.name['x']"}}},
             {"name":"F","valueFrom":{"fieldRef":{}}}]}
            """,
        [
            "env[2].valueFrom.fieldRef.fieldPath: Unsupported value: \"status.phase\": supported values: \"metadata.name\", \"metadata.namespace\", \"metadata.uid\", \"spec.nodeName\", \"spec.serviceAccountName\", \"status.hostIP\", \"status.hostIPs\", \"status.podIP\", \"status.podIPs\"",
            "env[3].valueFrom.fieldRef.fieldPath: Invalid value: \"spec.nowhere\": error converting fieldPath: field label not supported: spec.nowhere",
            "env[4].valueFrom.fieldRef.fieldPath: Invalid value: \"metadata.name['x']\": error converting fieldPath: field label does not support subscript: metadata.name['x']",
            "env[5].valueFrom.fieldRef.fieldPath: Required value",
        ]),
        ["resource fields"] = ("""
            {"name":"c","image":"i","env":[
             {"name":"A","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"1m"}}},
             {"name":"B","valueFrom":{"resourceFieldRef":{"resource":"limits.gpu"}}},
             {"name":"C","valueFrom":{"resourceFieldRef":{"resource":"requests.cpu","divisor":"2"}}}]}
            """,
        [
            "env[1].valueFrom.resourceFieldRef.resource: Unsupported value: \"limits.gpu\": supported values: \"limits.cpu\", \"limits.ephemeral-storage\", \"limits.memory\", \"requests.cpu\", \"requests.ephemeral-storage\", \"requests.memory\"",
            "env[2].valueFrom.resourceFieldRef.divisor: Invalid value: \"requests.cpu\": only divisor's values 1m and 1 are supported with the cpu resource",
        ]),
        ["objects as environment"] = ("""{"name":"c","image":"i","envFrom":[{},{"prefix":"=","configMapRef":{"name":""}},{"configMapRef":{"name":"m"},"secretRef":{"name":"s"}}]}""",
        [
            "envFrom: Invalid value: \"\": must specify one of: `configMapRef` or `secretRef`",
            "envFrom[1].prefix: Invalid value: \"=\": a valid environment variable name must consist only of printable ASCII characters other than '='",
            "envFrom[1].configMapRef.name: Required value",
            "envFrom: Invalid value: \"\": may not have more than one field specified at a time",
        ]),
        ["mounts"] = ("""{"name":"c","image":"i","volumeMounts":[{"name":"v","mountPath":"/a"},{"name":"w","mountPath":"/a","subPath":"../x"},{"name":"v","mountPath":"","subPath":"/x"}]}""",
        [
            "volumeMounts[1].name: Not found: \"w\"",
            "volumeMounts[1].mountPath: Invalid value: \"/a\": must be unique",
            "volumeMounts.subPath: Invalid value: \"../x\": must not contain '..'",
            "volumeMounts[2].mountPath: Required value",
            "volumeMounts.subPath: Invalid value: \"/x\": must be a relative path",
        ]),
        ["mount options"] = ("""{"name":"c","image":"i","volumeMounts":[{"name":"v","mountPath":"/a","mountPropagation":"Bidirectional"},{"name":"v","mountPath":"/b","recursiveReadOnly":"Enabled"},{"name":"v","mountPath":"/c","mountPropagation":"Up"}]}""",
        [
            "volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers",
            "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true",
            "volumeMounts.mountPropagation: Unsupported value: \"Up\": supported values: \"Bidirectional\", \"HostToContainer\", \"None\"",
        ]),
        ["devices"] = ("""{"name":"c","image":"i","volumeDevices":[{"name":"v","devicePath":"/dev/x"},{"name":"w","devicePath":""}]}""",
        [
            "volumeDevices[0].name: Invalid value: \"v\": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode",
            "volumeDevices[1].name: Not found: \"w\"",
            "volumeDevices[1].devicePath: Required value",
        ]),
        ["more than the limit"] = ("""{"name":"c","image":"i","resources":{"limits":{"cpu":"1"},"requests":{"cpu":"1500m"}}}""",
            ["resources.requests: Invalid value: \"1500m\": must be less than or equal to cpu limit of 1"]),
        ["negative amounts"] = ("""{"name":"c","image":"i","resources":{"requests":{"memory":"-1Mi"}}}""",
            ["resources.requests[memory]: Invalid value: \"-1Mi\": must be greater than or equal to 0"]),
        ["resource names"] = ("""{"name":"c","image":"i","resources":{"limits":{"fans":"1","acme.io/gpu":"1500m","kubernetes.io/x":"1"},"requests":{"acme.io/other":"1"}}}""",
        [
            "resources.limits[fans]: Invalid value: \"fans\": must be a standard resource type or fully qualified",
            "resources.limits[fans]: Invalid value: \"fans\": must be a standard resource for containers",
            "resources.limits[acme.io/gpu]: Invalid value: \"1500m\": must be an integer",
            "resources.limits: Required value: Limit must be set for non overcommitable resources",
            "resources.requests[fans]: Invalid value: \"fans\": must be a standard resource type or fully qualified",
            "resources.requests[fans]: Invalid value: \"fans\": must be a standard resource for containers",
            "resources.requests[acme.io/gpu]: Invalid value: \"1500m\": must be an integer",
        ]),
        ["huge pages"] = ("""{"name":"c","image":"i","resources":{"limits":{"hugepages-2Mi":"3Mi"}}}""",
        [
            "resources.limits[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is not positive integer multiple of hugepages-2Mi",
            "resources.requests[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is not positive integer multiple of hugepages-2Mi",
            "resources: Forbidden: HugePages require cpu or memory",
        ]),
        ["claims"] = ("""{"name":"c","image":"i","resources":{"claims":[{"name":"gpu"},{}]}}""",
        [
            "resources.claims[0]: Not found: \"gpu\": must be one of the names in pod.spec.resourceClaims which is empty",
            "resources.claims[1]: Required value",
        ]),
        ["probes"] = ("""{"name":"c","image":"i","livenessProbe":{"exec":{},"successThreshold":2,"periodSeconds":-1},"readinessProbe":{"terminationGracePeriodSeconds":1},"startupProbe":{"tcpSocket":{"port":0},"grpc":{"port":1}}}""",
        [
            "livenessProbe.exec.command: Required value",
            "livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0",
            "livenessProbe.successThreshold: Invalid value: 2: must be 1",
            "readinessProbe: Required value: must specify a handler type",
            "readinessProbe.terminationGracePeriodSeconds: Invalid value: 1: must not be set for readinessProbes",
            "startupProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive",
            "startupProbe.grpc: Forbidden: may not specify more than 1 handler type",
        ]),
        ["hooks"] = ("""{"name":"c","image":"i","lifecycle":{"postStart":{"httpGet":{"port":"No","scheme":"FTP","httpHeaders":[{"name":"a b"}]}},"preStop":{"sleep":{"seconds":31}}}}""",
        [
            "lifecycle.postStart.httpGet.port: Invalid value: \"No\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
            "lifecycle.postStart.httpGet.scheme: Unsupported value: \"FTP\": supported values: \"HTTP\", \"HTTPS\"",
            "lifecycle.postStart.httpGet.httpHeaders: Invalid value: \"a b\": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
            "lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)",
        ]),
        ["security"] = ("""{"name":"c","image":"i","securityContext":{"runAsUser":-1,"privileged":true,"allowPrivilegeEscalation":false,"seccompProfile":{"type":"Localhost"},"procMount":"Odd"}}""",
        [
            "securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive",
            "securityContext.procMount: Unsupported value: \"Odd\": supported values: \"Default\", \"Unmasked\"",
            "securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost",
            "securityContext: Invalid value: {\"privileged\":true,\"runAsUser\":-1,\"allowPrivilegeEscalation\":false,\"procMount\":\"Odd\",\"seccompProfile\":{\"type\":\"Localhost\"}}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
        ]),
    };

    /// <summary>Members of the pod's spec besides one plain container, and the errors below <c>spec</c>.</summary>
    private static readonly Dictionary<string, (string Members, string[] Errors)> Specs = new(StringComparer.Ordinal)
    {
        ["unknown policies"] = ("""{"restartPolicy":"Maybe","dnsPolicy":"Mine","preemptionPolicy":"X"}""",
        [
            "restartPolicy: Unsupported value: \"Maybe\": supported values: \"Always\", \"OnFailure\", \"Never\"",
            "dnsPolicy: Unsupported value: \"Mine\": supported values: \"ClusterFirstWithHostNet\", \"ClusterFirst\", \"Default\", \"None\"",
            "preemptionPolicy: Unsupported value: \"X\": supported values: \"PreemptLowerPriority\", \"Never\"",
        ]),
        ["volumes"] = ("""{"volumes":[{"name":"v"},{"name":"v"},{"emptyDir":{}},{"name":"w","secret":{},"emptyDir":{}},{"name":"x","hostPath":{"path":"/a/../b","type":"Odd"}},{"name":"y","configMap":{"defaultMode":512,"items":[{"key":"","path":"/x"}]}}]}""",
        [
            "volumes[1].name: Duplicate value: \"v\"",
            "volumes[2].name: Required value",
            "volumes[3].secret: Forbidden: may not specify more than 1 volume type",
            "volumes[4].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'",
            "volumes[4].hostPath.type: Unsupported value: \"Odd\": supported values: \"\", \"BlockDevice\", \"CharDevice\", \"Directory\", \"DirectoryOrCreate\", \"File\", \"FileOrCreate\", \"Socket\"",
            "volumes[5].configMap.name: Required value",
            "volumes[5].configMap.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
            "volumes[5].configMap.items[0].key: Required value",
            "volumes[5].configMap.items[0].path: Invalid value: \"/x\": must be a relative path",
        ]),
        ["projected volumes"] = ("""{"volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"s","items":[{"key":"k","path":"p"}]}},{"configMap":{"items":[{"key":"k","path":"p"}]}},{"serviceAccountToken":{"path":"t","expirationSeconds":5}},{"downwardAPI":{"items":[{"path":"d"}]}}]}}]}""",
        [
            "volumes[0].projected.sources[1].configMap.name: Required value",
            "volumes[0].projected: Invalid value: \"\": conflicting duplicate paths",
            "volumes[0].projected.sources[2].serviceAccountToken.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes",
            "volumes[0].projected.sources[3].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required",
            "volumes[0].projected.sources[2].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set",
        ]),
        ["network volumes"] = ("""{"volumes":[{"name":"a","nfs":{}},{"name":"b","persistentVolumeClaim":{}},{"name":"c","csi":{}},{"name":"d","image":{}}]}""",
        [
            "volumes[0].nfs.server: Required value",
            "volumes[0].nfs.path: Required value",
            "volumes[0].nfs.path: Invalid value: \"\": must be an absolute path",
            "volumes[1].persistentVolumeClaim.claimName: Required value",
            "volumes[2].csi.driver: Required value",
            "volumes[3].image.reference: Required value",
        ]),
        ["init containers"] = ("""{"initContainers":[{"name":"c","image":"i","livenessProbe":{"exec":{"command":["x"]}},"lifecycle":{}},{"name":"s","image":"i","restartPolicy":"Always","livenessProbe":{"exec":{"command":["x"]}}}]}""",
        [
            "initContainers[0].name: Duplicate value: \"c\"",
            $"initContainers[0].lifecycle: Forbidden: {InitOnly}",
            $"initContainers[0].livenessProbe: Forbidden: {InitOnly}",
        ]),
        ["ephemeral containers"] = ("""{"ephemeralContainers":[{"name":"e"}]}""", ["ephemeralContainers: Forbidden: cannot be set on create"]),
        ["a deadline of nothing"] = ("""{"activeDeadlineSeconds":0}""",
            ["activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive"]),
        ["names"] = ("""{"hostname":"A","subdomain":"a.b","nodeSelector":{"a b":"c d"}}""",
        [
            "nodeSelector: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
            "nodeSelector: Invalid value: \"c d\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
            $"hostname: Invalid value: \"A\": {LabelRule}",
            "subdomain: Invalid value: \"a.b\": must not contain dots",
        ]),
        ["tolerations"] = ("""{"tolerations":[{"operator":"Equal"},{"key":"k","operator":"Exists","value":"v"},{"key":"k","operator":"Near","effect":"Bad","tolerationSeconds":1}]}""",
        [
            "tolerations[0].operator: Invalid value: \"Equal\": operator must be Exists when `key` is empty, which means \"match all values and all keys\"",
            "tolerations[1].operator: Invalid value: {\"key\":\"k\",\"operator\":\"Exists\",\"value\":\"v\"}: value must be empty when `operator` is 'Exists'",
            "tolerations[2].effect: Invalid value: \"Bad\": effect must be 'NoExecute' when `tolerationSeconds` is set",
            "tolerations[2].operator: Unsupported value: \"Near\": supported values: \"Equal\", \"Exists\"",
            "tolerations[2].effect: Unsupported value: \"Bad\": supported values: \"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\"",
        ]),
        ["host aliases"] = ("""{"hostAliases":[{"ip":"1.2.3","hostnames":["a"]},{"ip":"::1"},{"ip":"1:2:3:4:5:6:7.8.9.10"}]}""",
            ["hostAliases[0].ip: Invalid value: \"1.2.3\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"]),
        ["name servers"] = ("""{"dnsPolicy":"None"}""", ["dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None"]),
        ["too many name servers"] = ("""{"dnsConfig":{"nameservers":["1.1.1.1","1.1.1.1","1.1.1.1","1.1.1.1"],"searches":["a_b.c","."],"options":[{}]}}""",
        [
            "dnsConfig.nameservers: Invalid value: [\"1.1.1.1\",\"1.1.1.1\",\"1.1.1.1\",\"1.1.1.1\"]: must not have more than 3 nameservers",
            "dnsConfig.options[0]: Required value: must not be empty",
        ]),
        ["scheduling gates"] = ("""{"nodeName":"n","schedulingGates":[{"name":"a/b"},{"name":"a/b"}]}""",
        [
            "schedulingGates[1]: Duplicate value: \"a/b\"",
            "nodeName: Forbidden: cannot be set until all schedulingGates have been cleared",
        ]),
        ["spread constraints"] = ("""{"topologySpreadConstraints":[{"maxSkew":0,"topologyKey":"","whenUnsatisfiable":"Hm","minDomains":0},{"maxSkew":1,"topologyKey":"z","whenUnsatisfiable":"DoNotSchedule","matchLabelKeys":["a"]},{"maxSkew":1,"topologyKey":"z","whenUnsatisfiable":"DoNotSchedule"}]}""",
        [
            "topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero",
            "topologySpreadConstraints[0].topologyKey: Required value: can not be empty",
            "topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: \"Hm\": supported values: \"DoNotSchedule\", \"ScheduleAnyway\"",
            "topologySpreadConstraints[0].minDomains: Invalid value: 0: must be greater than zero",
            "topologySpreadConstraints[0].minDomains: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not Hm",
            "topologySpreadConstraints[1].{topologyKey, whenUnsatisfiable}: Duplicate value: \"{z, DoNotSchedule}\"",
            "topologySpreadConstraints[1].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set",
        ]),
        ["node affinity"] = ("""{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"a","operator":"In"},{"key":"b","operator":"Gt","values":["1","2"]},{"key":"c","operator":"Is"}],"matchFields":[{"key":"x","operator":"In","values":["n"]}]}]},"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":0}]}}}""",
        [
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[1].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'",
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[2].operator: Invalid value: \"Is\": not a valid selector operator",
            "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key: Invalid value: \"x\": not a valid field selector key",
            "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100",
        ]),
        ["pod affinity"] = ("""{"affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"zone","matchLabelKeys":["a"]}]}}}""",
            ["affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set"]),
        ["host namespaces"] = ("""{"hostUsers":false,"hostNetwork":true,"hostPID":true,"shareProcessNamespace":true}""",
        [
            "securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled",
            "hostNetwork: Forbidden: when `hostUsers` is false",
            "hostPID: Forbidden: when `hostUsers` is false",
        ]),
        ["pod security"] = ("""{"securityContext":{"fsGroup":-1,"supplementalGroups":[1,-2],"sysctls":[{"name":"net.x"},{"name":"a..b"},{"name":"net.x"}],"seccompProfile":{"type":"Odd"},"appArmorProfile":{}}}""",
        [
            "securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive",
            "securityContext.supplementalGroups[1]: Invalid value: -2: must be between 0 and 2147483647, inclusive",
            "securityContext.sysctls[1].name: Invalid value: \"a..b\": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$",
            "securityContext.sysctls[2].name: Duplicate value: \"net.x\"",
            "securityContext.seccompProfile.type: Unsupported value: \"Odd\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"",
            "securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set",
        ]),
        ["an operating system"] = ("""{"os":{"name":"windows"},"hostPID":true,"securityContext":{"runAsUser":1}}""",
            ["hostPID: Forbidden: cannot be set for a windows pod", "securityContext.runAsUser: Forbidden: cannot be set for a windows pod"]),
        ["an unknown operating system"] = ("""{"os":{"name":"plan9"}}""", ["os: Unsupported value: \"plan9\": supported values: \"linux\", \"windows\""]),
        ["resource claims"] = ("""{"resourceClaims":[{"name":"a"},{"name":"a","resourceClaimName":"x"}]}""",
        [
            "resourceClaims[0]: Invalid value: {\"name\":\"a\"}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`",
            "resourceClaims[1].name: Duplicate value: \"a\"",
        ]),
    };

    public static TheoryData<string> ContainerNames => [.. Containers.Keys];

    public static TheoryData<string> SpecNames => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(ContainerNames))]
    public void Validate_Container(string name)
    {
        var (container, expected) = Containers[name];
        var json = """{"metadata":{"name":"p"},"spec":{"volumes":[{"name":"v"}],"containers":[""" + container + "]}}";

        Assert.Equal(expected.Select(error => "spec.containers[0]." + error), Errors(json));
    }

    [Theory]
    [MemberData(nameof(SpecNames))]
    public void Validate_Spec(string name)
    {
        var (members, expected) = Specs[name];
        var json = """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}],""" + members.Trim()[1..] + "}";

        Assert.Equal(expected.Select(error => "spec." + error), Errors(json));
    }

    [Fact]
    public void Validate_NoContainers_AreRequired() =>
        Assert.Equal(["spec.containers: Required value"], Errors("""{"metadata":{"name":"p"}}"""));

    [Fact]
    public void Validate_ContainerTwice_IsDuplicate() => Assert.Equal(
        ["spec.containers[1].name: Duplicate value: \"c\""],
        Errors("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"},{"name":"c","image":"i"}]}}"""));

    private static IEnumerable<string> Errors(string json) =>
        Strategy.Validate(Strategy.PrepareForCreate(Given.Read<Pod>(json), Given.Context)).Select(error => error.ToString());
}

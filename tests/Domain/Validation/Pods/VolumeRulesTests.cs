namespace JobFlows.Domain.Tests.Validation.Pods;

/// <summary>What each type of volume needs. Texts are upstream's.</summary>
public sealed class VolumeRulesTests
{
    private static readonly Dictionary<string, (Func<string, IEnumerable<string>> Validate, string Json, string[] Errors)> Cases = new(StringComparer.Ordinal)
    {
        ["gitRepo"] = (PodErrors.OfVolume, """{"gitRepo":{"directory":"/a/.."}}""",
        [
            "gitRepo.repository: Required value",
            "gitRepo.directory: Invalid value: \"/a/..\": must be a relative path",
            "gitRepo.directory: Invalid value: \"/a/..\": must not contain '..'",
        ]),
        ["gcePersistentDisk"] = (PodErrors.OfVolume, """{"gcePersistentDisk":{}}""", ["gcePersistentDisk.pdName: Required value"]),
        ["awsElasticBlockStore"] = (PodErrors.OfVolume, """{"awsElasticBlockStore":{}}""", ["awsElasticBlockStore.volumeID: Required value"]),
        ["iscsi"] = (PodErrors.OfVolume, """{"iscsi":{}}""",
        [
            "iscsi.targetPortal: Required value",
            "iscsi.iqn: Required value",
        ]),
        ["glusterfs"] = (PodErrors.OfVolume, """{"glusterfs":{}}""",
        [
            "glusterfs.endpoints: Required value",
            "glusterfs.path: Required value",
        ]),
        ["flocker without a dataset"] = (PodErrors.OfVolume, """{"flocker":{}}""", ["flocker: Required value: one of datasetName and datasetUUID is required"]),
        ["flocker with two datasets"] = (PodErrors.OfVolume, """{"flocker":{"datasetName":"a","datasetUUID":"b"}}""", ["flocker: Invalid value: \"resource\": datasetName and datasetUUID can not be specified simultaneously"]),
        ["flocker by its name"] = (PodErrors.OfVolume, """{"flocker":{"datasetName":"a"}}""", []),
        ["flocker by its id"] = (PodErrors.OfVolume, """{"flocker":{"datasetUUID":"b"}}""", []),
        ["rbd"] = (PodErrors.OfVolume, """{"rbd":{}}""",
        [
            "rbd.monitors: Required value",
            "rbd.image: Required value",
        ]),
        ["rbd with monitors"] = (PodErrors.OfVolume, """{"rbd":{"monitors":["a"],"image":"i"}}""", []),
        ["cinder"] = (PodErrors.OfVolume, """{"cinder":{}}""", ["cinder.volumeID: Required value"]),
        ["cephfs"] = (PodErrors.OfVolume, """{"cephfs":{"monitors":[]}}""", ["cephfs.monitors: Required value"]),
        ["quobyte"] = (PodErrors.OfVolume, """{"quobyte":{}}""",
        [
            "quobyte.registry: Required value",
            "quobyte.volume: Required value",
        ]),
        ["flexVolume"] = (PodErrors.OfVolume, """{"flexVolume":{}}""", ["flexVolume.driver: Required value"]),
        ["azureFile"] = (PodErrors.OfVolume, """{"azureFile":{}}""",
        [
            "azureFile.secretName: Required value",
            "azureFile.shareName: Required value",
        ]),
        ["vsphereVolume"] = (PodErrors.OfVolume, """{"vsphereVolume":{}}""", ["vsphereVolume.volumePath: Required value"]),
        ["photonPersistentDisk"] = (PodErrors.OfVolume, """{"photonPersistentDisk":{}}""", ["photonPersistentDisk.pdID: Required value"]),
        ["portworxVolume"] = (PodErrors.OfVolume, """{"portworxVolume":{}}""", ["portworxVolume.volumeID: Required value"]),
        ["azureDisk"] = (PodErrors.OfVolume, """{"azureDisk":{}}""",
        [
            "azureDisk.diskName: Required value",
            "azureDisk.diskURI: Required value",
        ]),
        ["scaleIO"] = (PodErrors.OfVolume, """{"scaleIO":{}}""",
        [
            "scaleIO.gateway: Required value",
            "scaleIO.system: Required value",
            "scaleIO.volumeName: Required value",
        ]),
        ["fc and storageos, which may be empty"] = (PodErrors.OfVolume, """{"fc":{}}""", []),
        ["storageos, which may be empty"] = (PodErrors.OfVolume, """{"storageos":{}}""", []),
        ["two types"] = (PodErrors.OfVolume, """{"fc":{},"storageos":{}}""", ["storageos: Forbidden: may not specify more than 1 volume type"]),
        ["many types"] = (PodErrors.OfVolume, """{"gitRepo":{},"cephfs":{},"ephemeral":{},"image":{},"downwardAPI":{}}""",
        [
            "gitRepo.repository: Required value",
            "cephfs: Forbidden: may not specify more than 1 volume type",
            "downwardAPI: Forbidden: may not specify more than 1 volume type",
            "ephemeral: Forbidden: may not specify more than 1 volume type",
            "image: Forbidden: may not specify more than 1 volume type",
        ]),
        ["an emptyDir of less than nothing"] = (PodErrors.OfVolume, """{"emptyDir":{"sizeLimit":"-1"}}""", ["emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity"]),
        ["an emptyDir of nothing"] = (PodErrors.OfVolume, """{"emptyDir":{"sizeLimit":"0"}}""", []),
        ["a hostPath without a path"] = (PodErrors.OfVolume, """{"hostPath":{"path":"","type":"Odd"}}""", ["hostPath.path: Required value"]),
        ["a hostPath"] = (PodErrors.OfVolume, """{"hostPath":{"path":"/a","type":"Socket"}}""", []),
        ["a secret"] = (PodErrors.OfVolume, """{"secret":{"secretName":"s","defaultMode":511,"items":[{"key":"k","path":"..x","mode":-1}]}}""",
        [
            "secret.items[0].path: Invalid value: \"..x\": must not start with '..'",
            "secret.items[0].mode: Invalid value: -1: must be a number between 0 and 0777 (octal), both inclusive",
        ]),
        ["a secret without a name"] = (PodErrors.OfVolume, """{"secret":{"defaultMode":-1}}""",
        [
            "secret.secretName: Required value",
            "secret.defaultMode: Invalid value: -1: must be a number between 0 and 0777 (octal), both inclusive",
        ]),
        ["a configMap"] = (PodErrors.OfVolume, """{"configMap":{"name":"m","defaultMode":0,"items":[{"key":"k","path":"a/b","mode":511},{"key":"k"}]}}""", ["configMap.items[1].path: Required value"]),
        ["nfs at a relative path"] = (PodErrors.OfVolume, """{"nfs":{"server":"s","path":"a"}}""", ["nfs.path: Invalid value: \"a\": must be an absolute path"]),
        ["nfs"] = (PodErrors.OfVolume, """{"nfs":{"server":"s","path":"/a"}}""", []),
        ["a claim made along without a template"] = (PodErrors.OfVolume, """{"ephemeral":{}}""", ["ephemeral.volumeClaimTemplate: Required value"]),
        ["a claim made along without access modes"] = (PodErrors.OfVolume, """{"ephemeral":{"volumeClaimTemplate":{"spec":{}}}}""", ["ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required"]),
        ["a claim made along"] = (PodErrors.OfVolume, """{"ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"]}}}}""", []),
        ["an image"] = (PodErrors.OfVolume, """{"image":{"reference":"r","pullPolicy":"Soon"}}""", ["image.pullPolicy: Unsupported value: \"Soon\": supported values: \"Always\", \"IfNotPresent\", \"Never\""]),
        ["fields as files"] = (PodErrors.OfVolume, """{"downwardAPI":{"defaultMode":512,"items":[{"path":"a","fieldRef":{"fieldPath":"metadata.labels"},"resourceFieldRef":{"resource":"limits.cpu"}},{"path":"b","resourceFieldRef":{"resource":"limits.cpu"}},{"path":"c","resourceFieldRef":{"containerName":"c","resource":"limits.cpu"},"mode":512},{"path":"","fieldRef":{"fieldPath":"status.podIP"}},{"path":"/d/../e","fieldRef":{"fieldPath":"metadata.name"}},{"path":"f"}]}}""",
        [
            "downwardAPI.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
            "downwardAPI: Invalid value: \"resource\": fieldRef and resourceFieldRef can not be specified simultaneously",
            "downwardAPI.resourceFieldRef.containerName: Required value",
            "downwardAPI.mode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
            "downwardAPI.path: Required value",
            "downwardAPI.fieldRef.fieldPath: Unsupported value: \"status.podIP\": supported values: \"metadata.annotations\", \"metadata.labels\", \"metadata.name\", \"metadata.namespace\", \"metadata.uid\"",
            "downwardAPI.path: Invalid value: \"/d/../e\": must be a relative path",
            "downwardAPI.path: Invalid value: \"/d/../e\": must not contain '..'",
            "downwardAPI: Required value: one of fieldRef and resourceFieldRef is required",
        ]),
        ["two sources in one"] = (PodErrors.OfVolume, """{"projected":{"defaultMode":512,"sources":[{"secret":{"name":"s"},"configMap":{"name":"m"}},{}]}}""",
        [
            "projected.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive",
            "projected.sources[0]: Forbidden: may not specify more than 1 volume type",
        ]),
        ["one path from two sources"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"configMap":{"name":"m","items":[{"key":"k","path":"p"},{"key":"l","path":"p"}]}},{"downwardAPI":{"items":[{"path":"p","fieldRef":{"fieldPath":"metadata.name"}}]}},{"clusterTrustBundle":{"name":"b","path":"p"}}]}}""",
        [
            "projected: Invalid value: \"m\": conflicting duplicate paths",
            "projected: Invalid value: \"p\": conflicting duplicate paths",
        ]),
        ["a token without a path"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"serviceAccountToken":{"path":""}}]}}""",
        [
            "projected.path: Required value",
            "projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set",
        ]),
        ["a token for ages"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"serviceAccountToken":{"path":"..t","expirationSeconds":4294967297}}]}}""",
        [
            "projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not specify a duration larger than 2^32 seconds",
            "projected.path: Invalid value: \"..t\": must not start with '..'",
            "projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set",
        ]),
        ["tokens as short and as long as may be"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"serviceAccountToken":{"path":"t","expirationSeconds":4294967296}},{"serviceAccountToken":{"path":"u","expirationSeconds":600}}]}}""",
        [
            "projected.sources[0].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set",
            "projected.sources[1].serviceAccountToken: Forbidden: must not be specified when serviceAccountName is not set",
        ]),
        ["a trust bundle of both kinds"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"clusterTrustBundle":{"name":"n","signerName":"s","path":"a"}}]}}""",
        [
            "projected.sources[0].clusterTrustBundlePEM: Invalid value: {\"name\":\"n\",\"signerName\":\"s\",\"path\":\"a\"}: only one of name and signerName may be used",
        ]),
        ["a trust bundle of neither kind"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"clusterTrustBundle":{"path":""}}]}}""",
        [
            "projected.sources[0].clusterTrustBundlePEM: Required value: either name or signerName must be specified",
            "projected.sources[0].clusterTrustBundlePEM.path: Required value",
        ]),
        ["a trust bundle with a name and a selector"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"clusterTrustBundle":{"name":"n","labelSelector":{},"path":"../a"}}]}}""",
        [
            "projected.sources[0].clusterTrustBundlePEM.labelSelector: Invalid value: {}: labelSelector must be unset if name is specified",
            "projected.sources[0].clusterTrustBundlePEM.path: Invalid value: \"../a\": must not contain '..'",
        ]),
        ["trust bundles"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"clusterTrustBundle":{"name":"n","path":"a"}},{"clusterTrustBundle":{"signerName":"s","labelSelector":{},"path":"b"}}]}}""", []),
        ["fields and resources as files of a container"] = (PodErrors.OfVolume, """{"downwardAPI":{"items":[{"path":"c","resourceFieldRef":{"containerName":"c","resource":"limits.gpu"}}]}}""",
        [
            "downwardAPI.resourceFieldRef.resource: Unsupported value: \"limits.gpu\": supported values: \"limits.cpu\", \"limits.ephemeral-storage\", \"limits.memory\", \"requests.cpu\", \"requests.ephemeral-storage\", \"requests.memory\"",
        ]),
        ["an ephemeral claim of empty modes"] = (PodErrors.OfVolume, """{"ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":[]}}}}""", ["ephemeral.volumeClaimTemplate.spec.accessModes: Required value: at least 1 access mode is required"]),
        ["keys of projected secrets"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"secret":{"name":"s","items":[{"key":"","path":"/x"}]}},{"downwardAPI":{"items":[{"path":"p","fieldRef":{"fieldPath":"metadata.name"}},{"path":"p","fieldRef":{"fieldPath":"metadata.uid"}}]}}]}}""",
        [
            "projected.sources[0].secret.items[0].key: Required value",
            "projected.sources[0].secret.items[0].path: Invalid value: \"/x\": must be a relative path",
            "projected: Invalid value: \"p\": conflicting duplicate paths",
        ]),
        ["a trust bundle at a path that is taken"] = (PodErrors.OfVolume, """{"projected":{"sources":[{"clusterTrustBundle":{"name":"a","path":"p"}},{"clusterTrustBundle":{"name":"b","path":"p"}},{"secret":{}}]}}""",
        [
            "projected: Invalid value: \"p\": conflicting duplicate paths",
            "projected.sources[2].secret.name: Required value",
        ]),
        ["names of volumes"] = (PodErrors.OfSpec, """{"volumes":[{"name":"A"},{"name":"b","downwardAPI":{}},{"name":"c","projected":{}}]}""", [$"volumes[0].name: Invalid value: \"A\": {Texts.Label}"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate(string name) => Assert.Equal(Cases[name].Errors, Cases[name].Validate(Cases[name].Json));
}

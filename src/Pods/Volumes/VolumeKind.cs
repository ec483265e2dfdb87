using JobFlows.Domain.Core;

namespace JobFlows.Pods.Volumes;

/// <summary>Names the kinds of volumes that are not offered.</summary>
internal static class VolumeKind
{
    /// <summary>The kind by the name of its field.</summary>
    public static string Of(Volume volume) => volume switch
    {
        { AwsElasticBlockStore: not null } => "awsElasticBlockStore",
        { AzureDisk: not null } => "azureDisk",
        { AzureFile: not null } => "azureFile",
        { Cephfs: not null } => "cephfs",
        { Cinder: not null } => "cinder",
        { Csi: not null } => "csi",
        { Ephemeral: not null } => "ephemeral",
        { Fc: not null } => "fc",
        { FlexVolume: not null } => "flexVolume",
        { Flocker: not null } => "flocker",
        { GcePersistentDisk: not null } => "gcePersistentDisk",
        { GitRepo: not null } => "gitRepo",
        { Glusterfs: not null } => "glusterfs",
        { Image: not null } => "image",
        { Iscsi: not null } => "iscsi",
        { Nfs: not null } => "nfs",
        { PhotonPersistentDisk: not null } => "photonPersistentDisk",
        { PortworxVolume: not null } => "portworxVolume",
        { Quobyte: not null } => "quobyte",
        { Rbd: not null } => "rbd",
        { ScaleIO: not null } => "scaleIO",
        { Storageos: not null } => "storageos",
        { VsphereVolume: not null } => "vsphereVolume",
        _ => "such",
    };
}

using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

/// <summary>
/// A directory that the pod's containers can mount. Besides the name, one property says what is in it; with none it is an emptyDir.
/// </summary>
public sealed record Volume
{
    /// <summary>The volume's name, unique in the pod: a DNS label. Required.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>A file or directory of the node. It gives the pod access to the node, so use it with care.</summary>
    public HostPathVolumeSource? HostPath { get; init; }

    /// <summary>A directory that starts empty and lives as long as the pod.</summary>
    public EmptyDirVolumeSource? EmptyDir { get; init; }

    /// <summary>Deprecated: a Google Compute Engine disk.</summary>
    public GCEPersistentDiskVolumeSource? GcePersistentDisk { get; init; }

    /// <summary>Deprecated: an Amazon EBS disk.</summary>
    public AWSElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; init; }

    /// <summary>Deprecated: a clone of a Git repository. Clone in an init container into an emptyDir instead.</summary>
    public GitRepoVolumeSource? GitRepo { get; init; }

    /// <summary>The keys of a Secret as files.</summary>
    public SecretVolumeSource? Secret { get; init; }

    /// <summary>A directory exported by an NFS server.</summary>
    public NFSVolumeSource? Nfs { get; init; }

    /// <summary>An iSCSI disk.</summary>
    public ISCSIVolumeSource? Iscsi { get; init; }

    /// <summary>Deprecated: a Glusterfs volume.</summary>
    public GlusterfsVolumeSource? Glusterfs { get; init; }

    /// <summary>The volume behind a PersistentVolumeClaim.</summary>
    public PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; init; }

    /// <summary>Deprecated: a Ceph block device.</summary>
    public RBDVolumeSource? Rbd { get; init; }

    /// <summary>Deprecated: a volume of an exec-based driver. Use csi instead.</summary>
    public FlexVolumeSource? FlexVolume { get; init; }

    /// <summary>Deprecated: an OpenStack Cinder disk.</summary>
    public CinderVolumeSource? Cinder { get; init; }

    /// <summary>Deprecated: a Ceph file system.</summary>
    public CephFSVolumeSource? Cephfs { get; init; }

    /// <summary>Deprecated: a Flocker volume.</summary>
    public FlockerVolumeSource? Flocker { get; init; }

    /// <summary>Properties of the pod as files.</summary>
    public DownwardAPIVolumeSource? DownwardAPI { get; init; }

    /// <summary>A Fibre Channel disk.</summary>
    public FCVolumeSource? Fc { get; init; }

    /// <summary>Deprecated: an Azure Files share.</summary>
    public AzureFileVolumeSource? AzureFile { get; init; }

    /// <summary>The keys of a ConfigMap as files.</summary>
    public ConfigMapVolumeSource? ConfigMap { get; init; }

    /// <summary>Deprecated: a vSphere disk.</summary>
    public VsphereVirtualDiskVolumeSource? VsphereVolume { get; init; }

    /// <summary>Deprecated: a Quobyte volume.</summary>
    public QuobyteVolumeSource? Quobyte { get; init; }

    /// <summary>Deprecated: an Azure data disk.</summary>
    public AzureDiskVolumeSource? AzureDisk { get; init; }

    /// <summary>Deprecated: a Photon Controller disk.</summary>
    public PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; init; }

    /// <summary>Several sources of files in one directory.</summary>
    public ProjectedVolumeSource? Projected { get; init; }

    /// <summary>Deprecated: a Portworx volume.</summary>
    public PortworxVolumeSource? PortworxVolume { get; init; }

    /// <summary>Deprecated: a ScaleIO volume.</summary>
    public ScaleIOVolumeSource? ScaleIO { get; init; }

    /// <summary>Deprecated: a StorageOS volume.</summary>
    public StorageOSVolumeSource? Storageos { get; init; }

    /// <summary>A volume of a CSI driver that lives as long as the pod.</summary>
    public CSIVolumeSource? Csi { get; init; }

    /// <summary>A volume claimed for this pod and deleted with it.</summary>
    public EphemeralVolumeSource? Ephemeral { get; init; }

    /// <summary>The contents of a container image or artifact, read-only.</summary>
    public ImageVolumeSource? Image { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace JobFlows.Domain.Core;

public sealed record Volume
{
    [Required]
    public string? Name { get; init; }

    public HostPathVolumeSource? HostPath { get; init; }

    public EmptyDirVolumeSource? EmptyDir { get; init; }

    public GCEPersistentDiskVolumeSource? GcePersistentDisk { get; init; }

    public AWSElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; init; }

    public GitRepoVolumeSource? GitRepo { get; init; }

    public SecretVolumeSource? Secret { get; init; }

    public NFSVolumeSource? Nfs { get; init; }

    public ISCSIVolumeSource? Iscsi { get; init; }

    public GlusterfsVolumeSource? Glusterfs { get; init; }

    public PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; init; }

    public RBDVolumeSource? Rbd { get; init; }

    public FlexVolumeSource? FlexVolume { get; init; }

    public CinderVolumeSource? Cinder { get; init; }

    public CephFSVolumeSource? Cephfs { get; init; }

    public FlockerVolumeSource? Flocker { get; init; }

    public DownwardAPIVolumeSource? DownwardAPI { get; init; }

    public FCVolumeSource? Fc { get; init; }

    public AzureFileVolumeSource? AzureFile { get; init; }

    public ConfigMapVolumeSource? ConfigMap { get; init; }

    public VsphereVirtualDiskVolumeSource? VsphereVolume { get; init; }

    public QuobyteVolumeSource? Quobyte { get; init; }

    public AzureDiskVolumeSource? AzureDisk { get; init; }

    public PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; init; }

    public ProjectedVolumeSource? Projected { get; init; }

    public PortworxVolumeSource? PortworxVolume { get; init; }

    public ScaleIOVolumeSource? ScaleIO { get; init; }

    public StorageOSVolumeSource? Storageos { get; init; }

    public CSIVolumeSource? Csi { get; init; }

    public EphemeralVolumeSource? Ephemeral { get; init; }

    public ImageVolumeSource? Image { get; init; }
}

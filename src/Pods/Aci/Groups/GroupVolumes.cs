using System.Text;
using System.Text.Json.Nodes;
using JobFlows.Domain.Core;
using JobFlows.Pods.Objects;
using JobFlows.Pods.Volumes;

namespace JobFlows.Pods.Aci.Groups;

/// <summary>
/// The volumes of a group: empty folders, Azure file shares, and everything that shows objects as a secret volume, which is the only kind that has
/// files from the start.
/// </summary>
internal sealed class GroupVolumes
{
    private const string FileDriver = "file.csi.azure.com";
    private const string AccountName = "azurestorageaccountname";
    private const string AccountKey = "azurestorageaccountkey";
    private const int Executable = 0b001_001_001;

    private readonly Pod pod;
    private readonly ObjectTable objects;
    private readonly List<string> unsupported = [];

    private GroupVolumes(Pod pod, ObjectTable objects) => (this.pod, this.objects) = (pod, objects);

    /// <summary>They, as Azure takes them.</summary>
    public JsonArray Json { get; } = [];

    /// <summary>What can't be had in a container group: the field, and why.</summary>
    public IReadOnlyList<string> Unsupported => unsupported;

    /// <summary>What isn't there yet, in a kubelet's words; null when nothing lacks.</summary>
    public string? Lacking { get; private set; }

    /// <summary>Describes a pod's volumes.</summary>
    public static GroupVolumes Of(Pod pod, ObjectTable objects)
    {
        var made = new GroupVolumes(pod, objects);
        foreach (var (volume, index) in (pod.Spec!.Volumes ?? []).Select((volume, index) => (volume, index)))
        {
            made.Add(volume, $"spec.volumes[{index}]");
        }

        return made;
    }

    private void Add(Volume volume, string field)
    {
        switch (volume)
        {
            case { EmptyDir: not null }:
                Add(volume, "emptyDir", new JsonObject());
                break;
            case { AzureFile: { } share }:
                AddShare(volume, $"{field}.azureFile", share.SecretName, share.ShareName, share.ReadOnly);
                break;
            case { Csi: { Driver: FileDriver } share }:
                AddShare(volume, $"{field}.csi.volumeAttributes", share.VolumeAttributes?.GetValueOrDefault("secretName"), share.VolumeAttributes?.GetValueOrDefault("shareName"), share.ReadOnly);
                break;
            case { Projected.Sources: { } sources } when sources.Any(source => source.ServiceAccountToken is not null || source.ClusterTrustBundle is not null || source.PodCertificate is not null):
                unsupported.Add($"{field}.projected: a container group can show ConfigMaps, Secrets and fields of the pod, but no tokens or certificates");
                break;
            default:
                if (ObjectFiles.Of(volume, pod, objects, GroupPlanner.Defaults) is { } files)
                {
                    AddFiles(volume, field, files);
                }
                else
                {
                    unsupported.Add($"{field}: a container group has no {KindOf(volume)} volumes");
                }

                break;
        }
    }

    private void AddFiles(Volume volume, string field, ObjectFiles files)
    {
        if (files.Problem is { } problem)
        {
            Lacking ??= Unmountable(volume, problem);
            return;
        }

        foreach (var (path, file) in files.Files)
        {
            if (path.Contains('/'))
            {
                unsupported.Add($"{field}: the files of a container group's volume are in no folders, but there is a path {path}");
            }

            if ((file.Mode & Executable) != 0)
            {
                unsupported.Add($"{field}: the files of a container group's volume can't be executable, as {path} is to be");
            }
        }

        // Azure takes no secret volume without files.
        if (files.Files.Count == 0)
        {
            Add(volume, "emptyDir", new JsonObject());
            return;
        }

        Add(volume, "secret", new JsonObject(files.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)JsonValue.Create(Convert.ToBase64String(file.Value.Content.Span))))));
    }

    private void AddShare(Volume volume, string field, string? secretName, string? shareName, bool? readOnly)
    {
        if (string.IsNullOrEmpty(secretName) || string.IsNullOrEmpty(shareName))
        {
            unsupported.Add($"{field}: a container group needs the name of the share, and of the Secret with {AccountName} and {AccountKey}");
        }
        else if (objects.Secret(pod.Metadata.Namespace, secretName) is not { } secret)
        {
            Lacking ??= Unmountable(volume, $"secret \"{secretName}\" not found");
        }
        else if (Text(secret, AccountName) is not { } account || Text(secret, AccountKey) is not { } key)
        {
            Lacking ??= Unmountable(volume, $"secret \"{secretName}\" has no {AccountName} or no {AccountKey}");
        }
        else
        {
            Add(volume, "azureFile", new JsonObject { ["shareName"] = shareName, ["storageAccountName"] = account, ["storageAccountKey"] = key, ["readOnly"] = readOnly == true });
        }
    }

    private void Add(Volume volume, string kind, JsonObject source) => Json.Add(new JsonObject { ["name"] = volume.Name, [kind] = source });

    private static string Unmountable(Volume volume, string problem) => $"MountVolume.SetUp failed for volume \"{volume.Name}\" : {problem}";

    private static string? Text(Secret secret, string key) =>
        secret.Data?.GetValueOrDefault(key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    private static string KindOf(Volume volume) => volume switch
    {
        { PersistentVolumeClaim: not null } => "persistentVolumeClaim",
        { HostPath: not null } => "hostPath",
        _ => VolumeKind.Of(volume),
    };
}

using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Pods.Tests.Processes;

public sealed class ObjectVolumeTests : ContentsTest
{
    [Fact]
    public async Task ConfigMap_AllKeys_AreFilesThroughTheDataLink()
    {
        await PutConfigMapAsync("settings", ("a", "one"), ("b", "two"));
        var pod = WithVolume("cd /mnt; cat a b; echo; ls; readlink a; stat -c %A $(readlink -f a); touch x 2>/dev/null || echo read-only", ConfigMapVolume("settings"));

        await RunAsync(pod);

        Assert.Equal("onetwo\na\nb\n..data/a\n-rw-r--r--\nread-only\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task ConfigMap_Items_AreThoseKeysAtTheirPathsWithTheirModes()
    {
        await PutConfigMapAsync("settings", ("a", "one"), ("b", "two"));
        var pod = WithVolume("cd /mnt; find -L . -type f -not -path './..*' | sort; cat deep/er/a; stat -Lc %a deep/er/a c", new Volume
        {
            ConfigMap = new ConfigMapVolumeSource
            {
                Name = "settings",
                DefaultMode = 0b100_000_000,
                Items = [new KeyToPath { Key = "a", Path = "deep/er/a" }, new KeyToPath { Key = "b", Path = "c", Mode = 0b111_100_100 }],
            },
        });

        await RunAsync(pod);

        Assert.Equal("./c\n./deep/er/a\none400\n744\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task ConfigMap_ChangesWhileThePodRuns_FilesFollowAllAtOnce()
    {
        await PutConfigMapAsync("settings", ("a", "old"), ("gone", "x"));
        var pod = WithVolume("touch /mnt/../tmp; cat /mnt/a; echo; until grep -q new /mnt/a; do sleep 0.02; done; ls /mnt; ls -d /mnt/..2* | wc -l", ConfigMapVolume("settings"));
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await PutConfigMapAsync("settings", ("a", "new"), ("fresh", "y"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("old\na\nfresh\n1\n", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task ConfigMap_IsMissing_ThePodWaitsUntilItIsThere()
    {
        var pod = WithVolume("cat /mnt/a", ConfigMapVolume("settings"));
        await Runtime.StartAsync([pod]);
        Assert.Equal("MountVolume.SetUp failed for volume \"data\" : configmap \"settings\" not found", await ToldAsync(pod, "FailedMount"));
        await WaitingAsync(pod, "ContainerCreating");

        await PutConfigMapAsync("settings", ("a", "one"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("one", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task ConfigMap_KeyIsMissing_IsTold()
    {
        await PutConfigMapAsync("settings", ("a", "one"));
        var pod = WithVolume("true", new Volume { ConfigMap = new ConfigMapVolumeSource { Name = "settings", Items = [new KeyToPath { Key = "z", Path = "z" }] } });
        await Runtime.StartAsync([pod]);

        Assert.Equal("MountVolume.SetUp failed for volume \"data\" : configmap references non-existent config key: z", await ToldAsync(pod, "FailedMount"));
    }

    [Fact]
    public async Task Secret_OptionalAndMissing_IsEmptyAndFillsLater()
    {
        var pod = WithVolume($"ls /mnt; {UntilFile("/mnt/key")}; cat /mnt/key", new Volume { Secret = new SecretVolumeSource { SecretName = "late", Optional = true } });
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await PutSecretAsync("late", ("key", "value"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("value", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task DownwardApi_LabelsChange_TheFileFollows()
    {
        var pod = WithVolume("cat /mnt/labels; echo; until grep -q new /mnt/labels; do sleep 0.02; done; cat /mnt/labels; echo; cat /mnt/name /mnt/cpu", new Volume
        {
            DownwardAPI = new DownwardAPIVolumeSource
            {
                Items =
                [
                    new DownwardAPIVolumeFile { Path = "labels", FieldRef = new ObjectFieldSelector { FieldPath = "metadata.labels" } },
                    new DownwardAPIVolumeFile { Path = "name", FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } },
                    new DownwardAPIVolumeFile { Path = "cpu", ResourceFieldRef = new ResourceFieldSelector { ContainerName = "main", Resource = "requests.cpu", Divisor = new Quantity("1m") } },
                ],
            },
        });
        pod = Labelled(pod, ("b", "with \"quotes\""), ("a", "old"));
        pod = pod with { Spec = pod.Spec! with { Containers = [pod.Spec.Containers![0] with { Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = new("0.25") } } }] } };
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await Runtime.StartAsync([Labelled(pod, ("a", "new"))]);

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("a=\"old\"\nb=\"with \\\"quotes\\\"\"\na=\"new\"\npod250", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task Projected_SeveralSources_AreInOneFolder()
    {
        await PutConfigMapAsync("settings", ("a", "one"));
        await PutSecretAsync("keys", ("k", "two"));
        var pod = WithVolume("cd /mnt; ls; cat a secret/k pod", new Volume
        {
            Projected = new ProjectedVolumeSource
            {
                Sources =
                [
                    new VolumeProjection { ConfigMap = new ConfigMapProjection { Name = "settings" } },
                    new VolumeProjection { Secret = new SecretProjection { Name = "keys", Items = [new KeyToPath { Key = "k", Path = "secret/k" }] } },
                    new VolumeProjection { DownwardAPI = new DownwardAPIProjection { Items = [new DownwardAPIVolumeFile { Path = "pod", FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } }] } },
                ],
            },
        });

        await RunAsync(pod);

        Assert.Equal("a\npod\nsecret\nonetwopod", await ReadLogAsync(pod));
    }

    [Fact]
    public async Task Projected_ServiceAccountToken_IsRefusedWithAReason()
    {
        var pod = WithVolume("true", new Volume
        {
            Projected = new ProjectedVolumeSource { Sources = [new VolumeProjection { ServiceAccountToken = new ServiceAccountTokenProjection { Path = "token" } }] },
        });
        await Runtime.StartAsync([pod]);

        Assert.Contains("serviceAccountToken projections are not offered", await ToldAsync(pod, "FailedMount"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubPath_OfAConfigMap_IsThatFileAndStaysAsItWas()
    {
        await PutConfigMapAsync("settings", ("a", "old"));
        var pod = WithVolume("until grep -q new /mnt/a; do sleep 0.02; done; cat /tmp/settings", ConfigMapVolume("settings"));
        pod = pod with
        {
            Spec = pod.Spec! with
            {
                Containers =
                [
                    pod.Spec.Containers![0] with
                    {
                        VolumeMounts = [new VolumeMount { Name = "data", MountPath = "/mnt" }, new VolumeMount { Name = "data", MountPath = "/tmp/settings", SubPath = "a" }],
                    },
                ],
            },
        };
        await Runtime.StartAsync([pod]);
        await Reports.RunningAsync(Ref(pod));

        await PutConfigMapAsync("settings", ("a", "new"));

        Assert.Equal("Succeeded", (await Reports.StoppedAsync(Ref(pod))).Status!.Phase);
        Assert.Equal("old", await ReadLogAsync(pod));
    }

    private static Pod Labelled(Pod pod, params IEnumerable<(string Key, string Value)> labels) =>
        pod with { Metadata = pod.Metadata with { Labels = labels.ToDictionary(pair => pair.Key, pair => pair.Value) } };
}

using System.Text;
using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Tests.Strategies;

namespace JobFlows.Domain.Tests.Defaults;

/// <summary>What volumes and containers say when they say nothing, and that what they say stays.</summary>
public sealed class VolumeDefaultsTests
{
    [Theory]
    [InlineData("""{"iscsi":{}}""", """{"iscsi":{"iscsiInterface":"default"}}""")]
    [InlineData("""{"iscsi":{"iscsiInterface":"eth"}}""", """{"iscsi":{"iscsiInterface":"eth"}}""")]
    [InlineData("""{"rbd":{"user":""}}""", """{"rbd":{"pool":"rbd","user":"admin","keyring":"/etc/ceph/keyring"}}""")]
    [InlineData("""{"rbd":{"pool":"p","user":"u","keyring":"k"}}""", """{"rbd":{"pool":"p","user":"u","keyring":"k"}}""")]
    [InlineData("""{"azureDisk":{}}""", """{"azureDisk":{"cachingMode":"ReadWrite","fsType":"ext4","readOnly":false,"kind":"Shared"}}""")]
    [InlineData("""{"azureDisk":{"cachingMode":"None","fsType":"xfs","readOnly":true,"kind":"Managed"}}""", """{"azureDisk":{"cachingMode":"None","fsType":"xfs","readOnly":true,"kind":"Managed"}}""")]
    [InlineData("""{"scaleIO":{}}""", """{"scaleIO":{"storageMode":"ThinProvisioned","fsType":"xfs"}}""")]
    [InlineData("""{"secret":{"defaultMode":256}}""", """{"secret":{"defaultMode":256}}""")]
    [InlineData("""{"downwardAPI":{"defaultMode":256}}""", """{"downwardAPI":{"defaultMode":256}}""")]
    [InlineData("""{"projected":{"defaultMode":256}}""", """{"projected":{"defaultMode":256}}""")]
    [InlineData("""{"projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":7200,"path":"t"}}]}}""",
        """{"projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":7200,"path":"t"}}],"defaultMode":420}}""")]
    [InlineData("""{"hostPath":{"path":"/x","type":"Socket"}}""", """{"hostPath":{"path":"/x","type":"Socket"}}""")]
    [InlineData("""{"image":{"reference":"a","pullPolicy":"Never"}}""", """{"image":{"reference":"a","pullPolicy":"Never"}}""")]
    [InlineData("""{"ephemeral":{"volumeClaimTemplate":{"spec":{"volumeMode":"Block"}}}}""", """{"ephemeral":{"volumeClaimTemplate":{"spec":{"volumeMode":"Block"}}}}""")]
    [InlineData("""{"ephemeral":{}}""", """{"ephemeral":{}}""")]
    public void OfVolume(string volume, string expected) =>
        Assert.Equal(Volume(expected), Volume(volume, VolumeDefaults.Apply));

    [Theory]
    [InlineData("""{"ports":[{"containerPort":80,"hostPort":81,"protocol":"UDP"}]}""", """{"ports":[{"hostPort":81,"containerPort":80,"protocol":"UDP"}]}""")]
    [InlineData("""{"terminationMessagePath":"/x","terminationMessagePolicy":"FallbackToLogsOnError"}""", """{"terminationMessagePath":"/x","terminationMessagePolicy":"FallbackToLogsOnError"}""")]
    [InlineData("""{"terminationMessagePath":""}""", """{"terminationMessagePath":"/dev/termination-log"}""")]
    [InlineData("""{"image":"h:5000/a"}""", """{"imagePullPolicy":"Always"}""")]
    [InlineData("""{"image":"a@sha256:b"}""", """{"imagePullPolicy":"IfNotPresent"}""")]
    [InlineData("""{"image":"a:latest"}""", """{"imagePullPolicy":"Always"}""")]
    [InlineData("""{"image":"a:1"}""", """{"imagePullPolicy":"IfNotPresent"}""")]
    [InlineData("""{"env":[{"name":"A","valueFrom":{"fileKeyRef":{"key":"k"}}}]}""", """{"env":[{"name":"A","valueFrom":{"fileKeyRef":{"key":"k","optional":false}}}]}""")]
    [InlineData("""{"env":[{"name":"A","valueFrom":{"fileKeyRef":{"key":"k","optional":true}}}]}""", """{"env":[{"name":"A","valueFrom":{"fileKeyRef":{"key":"k","optional":true}}}]}""")]
    [InlineData("""{"env":[{"name":"A","valueFrom":{"fieldRef":{"apiVersion":"v2","fieldPath":"f"}}}]}""", """{"env":[{"name":"A","valueFrom":{"fieldRef":{"apiVersion":"v2","fieldPath":"f"}}}]}""")]
    [InlineData("""{"livenessProbe":{"grpc":{"port":1,"service":"s"}}}""", """{"livenessProbe":{"grpc":{"port":1,"service":"s"}}}""")]
    public void OfContainer(string container, string expected)
    {
        var filled = PodDefaults.Apply(Given.Read<Pod>("""{"spec":{"hostNetwork":true,"containers":[""" + container + "]}}")).Spec!.Containers![0];
        var wanted = Given.Read<Pod>("""{"spec":{"containers":[""" + expected + "]}}").Spec!.Containers![0];
        Assert.Equal(Text(wanted with { Image = filled.Image }), Text(Only(filled, wanted)));
    }

    [Fact]
    public void OfAccounts_TheNewerNameWins()
    {
        var spec = PodDefaults.Apply(Given.Read<Pod>("""{"spec":{"serviceAccountName":"new","serviceAccount":"old"}}""")).Spec!;
        Assert.Equal(("new", "new"), (spec.ServiceAccountName, spec.ServiceAccount));
    }

    private static string Volume(string json, Func<Volume, Volume>? change = null)
    {
        var volume = Given.Read<Pod>("""{"spec":{"volumes":[""" + json + "]}}").Spec!.Volumes![0];
        return Text(new PodSpec { Volumes = [change is null ? volume : change(volume)] });
    }

    /// <summary>Of a container only what the other one says as well.</summary>
    private static Container Only(Container container, Container wanted) => container with
    {
        TerminationMessagePath = wanted.TerminationMessagePath is null ? null : container.TerminationMessagePath,
        TerminationMessagePolicy = wanted.TerminationMessagePolicy is null ? null : container.TerminationMessagePolicy,
        ImagePullPolicy = wanted.ImagePullPolicy is null ? null : container.ImagePullPolicy,
        Resources = wanted.Resources,
        LivenessProbe = wanted.LivenessProbe is null ? null : new Probe { Grpc = container.LivenessProbe!.Grpc },
    };

    private static string Text(Container container) => Text(new PodSpec { Containers = [container] });

    private static string Text(PodSpec spec) => Encoding.UTF8.GetString(KubeJson.Write(new Pod { Spec = spec }));
}

using System.Text;
using System.Text.Json;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Defaults;
using JobFlows.Domain.Meta;
using JobFlows.Domain.Tests.Strategies;

namespace JobFlows.Domain.Tests.Defaults;

public class DefaultsTests
{
    [Fact]
    public void Pod_PlainOne_GetsWhatKubernetesGivesIt() => AssertJson(
        """
        {"metadata":{"name":"p"},
         "spec":{"containers":[{"name":"c","image":"busybox","resources":{},"terminationMessagePath":"/dev/termination-log",
                                "terminationMessagePolicy":"File","imagePullPolicy":"Always"}],
                 "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},
                 "schedulerName":"default-scheduler","enableServiceLinks":true},
         "status":{}}
        """,
        PodDefaults.Apply(Given.PlainPod()));

    [Fact]
    public void Pod_EveryPart_IsCompleted() => AssertJson(
        """
        {"metadata":{},
         "spec":{"hostNetwork":true,"serviceAccountName":"a","serviceAccount":"a",
           "volumes":[{"name":"a","emptyDir":{}},{"name":"b","secret":{"secretName":"s","defaultMode":420}},
                      {"name":"c","configMap":{"name":"m","defaultMode":256}},{"name":"d","hostPath":{"path":"/x","type":""}},
                      {"name":"e","projected":{"defaultMode":420,"sources":[{"serviceAccountToken":{"path":"t","expirationSeconds":3600}},
                        {"downwardAPI":{"items":[{"path":"l","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.labels"}}]}}]}},
                      {"name":"f","downwardAPI":{"defaultMode":420}},{"name":"g","image":{"reference":"a:1","pullPolicy":"IfNotPresent"}},
                      {"name":"h","ephemeral":{"volumeClaimTemplate":{"spec":{"volumeMode":"Filesystem"}}}}],
           "containers":[{"name":"c","image":"i:1","imagePullPolicy":"IfNotPresent","terminationMessagePath":"/dev/termination-log",
             "terminationMessagePolicy":"File",
             "ports":[{"containerPort":80,"hostPort":80,"protocol":"TCP"}],
             "env":[{"name":"A","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}}],
             "resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"500m","memory":"1Gi"}},
             "livenessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
             "startupProbe":{"grpc":{"port":1,"service":""},"timeoutSeconds":2,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},
             "lifecycle":{"preStop":{"httpGet":{"path":"/bye","port":"web","scheme":"HTTP"}}}}],
           "restartPolicy":"Never","terminationGracePeriodSeconds":0,"dnsPolicy":"ClusterFirst","securityContext":{},
           "schedulerName":"mine","enableServiceLinks":false},
         "status":{}}
        """,
        PodDefaults.Apply(Given.Read<Pod>(
            """
            {"spec":{"hostNetwork":true,"serviceAccount":"a","restartPolicy":"Never","terminationGracePeriodSeconds":0,"schedulerName":"mine","enableServiceLinks":false,
              "volumes":[{"name":"a"},{"name":"b","secret":{"secretName":"s"}},{"name":"c","configMap":{"name":"m","defaultMode":256}},
                {"name":"d","hostPath":{"path":"/x"}},
                {"name":"e","projected":{"sources":[{"serviceAccountToken":{"path":"t"}},{"downwardAPI":{"items":[{"path":"l","fieldRef":{"fieldPath":"metadata.labels"}}]}}]}},
                {"name":"f","downwardAPI":{}},{"name":"g","image":{"reference":"a:1"}},{"name":"h","ephemeral":{"volumeClaimTemplate":{"spec":{}}}}],
              "containers":[{"name":"c","image":"i:1","ports":[{"containerPort":80}],"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],
                "resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"0.4999999"}},
                "livenessProbe":{"httpGet":{"port":80}},"startupProbe":{"grpc":{"port":1},"timeoutSeconds":2},
                "lifecycle":{"preStop":{"httpGet":{"path":"/bye","port":"web"}}}}]}}
            """)));

    [Theory]
    [InlineData("busybox", "Always")]
    [InlineData("busybox:latest", "Always")]
    [InlineData("busybox:1.36", "IfNotPresent")]
    [InlineData("registry:5000/busybox", "Always")]
    [InlineData("registry:5000/busybox:1", "IfNotPresent")]
    [InlineData("busybox@sha256:abc", "IfNotPresent")]
    [InlineData("busybox:latest@sha256:abc", "Always")]
    public void Container_PullPolicy_DependsOnTheTag(string image, string policy) => Assert.Equal(
        policy, PodDefaults.Apply(Given.PlainPod().WithContainer(container => container with { Image = image })).Spec!.Containers![0].ImagePullPolicy);

    [Fact]
    public void Job_PlainOne_GetsWhatKubernetesGivesIt()
    {
        var job = JobDefaults.Apply(Given.PlainJob());

        Assert.Equal(
            new JobSpec
            {
                Parallelism = 1,
                Completions = 1,
                BackoffLimit = 6,
                CompletionMode = "NonIndexed",
                Suspend = false,
                ManualSelector = false,
                PodReplacementPolicy = "TerminatingOrFailed",
                Template = job.Spec!.Template,
            },
            job.Spec);
        Assert.Equal("pi", job.Metadata.Labels!["app"]);
        Assert.Null(job.Spec.Template!.Spec!.EnableServiceLinks);
        Assert.Equal("Never", job.Spec.Template.Spec.RestartPolicy);
    }

    [Theory]
    [InlineData(null, null, 1, 1)]
    [InlineData(3, null, 3, null)]
    [InlineData(null, 3, 1, 3)]
    [InlineData(0, 0, 0, 0)]
    public void Job_ParallelismAndCompletions(int? parallelism, int? completions, int? expectedParallelism, int? expectedCompletions)
    {
        var spec = JobDefaults.Apply(Given.PlainJob().With(spec => spec with { Parallelism = parallelism, Completions = completions })).Spec!;
        Assert.Equal((expectedParallelism, expectedCompletions), (spec.Parallelism, spec.Completions));
    }

    [Fact]
    public void Job_LimitPerIndex_LiftsTheOverallLimit() => Assert.Equal(
        int.MaxValue, JobDefaults.Apply(Given.IndexedJob().With(spec => spec with { BackoffLimitPerIndex = 0 })).Spec!.BackoffLimit);

    [Fact]
    public void Job_FailurePolicy_WaitsForFailureAndMeansTrue()
    {
        var spec = JobDefaults.Apply(Given.PlainJob().With(spec => spec with
        {
            PodFailurePolicy = new() { Rules = [new() { Action = "Ignore", OnPodConditions = [new() { Type = "DisruptionTarget" }] }] },
        })).Spec!;

        Assert.Equal("Failed", spec.PodReplacementPolicy);
        Assert.Equal("True", spec.PodFailurePolicy!.Rules![0].OnPodConditions![0].Status);
    }

    [Fact]
    public void Job_OwnLabels_AreKept()
    {
        var job = Given.PlainJob() with { Metadata = new() { Name = "pi", Labels = new Dictionary<string, string> { ["mine"] = "1" } } };
        Assert.Equal(["mine"], JobDefaults.Apply(job).Metadata.Labels!.Keys);
    }

    [Fact]
    public void CronJob_PlainOne_GetsWhatKubernetesGivesIt()
    {
        var spec = CronJobDefaults.Apply(Given.PlainCronJob()).Spec!;

        Assert.Equal(("Allow", false, 3, 1), (spec.ConcurrencyPolicy, spec.Suspend, spec.SuccessfulJobsHistoryLimit, spec.FailedJobsHistoryLimit));
        Assert.Equal("ClusterFirst", spec.JobTemplate!.Spec!.Template!.Spec!.DnsPolicy);
        Assert.Null(spec.JobTemplate.Spec.Parallelism);
    }

    [Fact]
    public void Apply_Twice_ChangesNothing()
    {
        var once = JobDefaults.Apply(Given.IndexedJob());
        Assert.Equal(Text(once), Text(JobDefaults.Apply(once)));
    }

    private static void AssertJson(string expected, Pod actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(Text(actual)).RootElement), Text(actual));

    private static string Text<T>(T value) => Encoding.UTF8.GetString(KubeJson.Write(value));
}

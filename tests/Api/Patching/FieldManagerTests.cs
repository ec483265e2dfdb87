using System.Text;
using System.Text.Json;
using JobFlows.Api.Patching;
using JobFlows.Api.Schema;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Patching;

public sealed class FieldManagerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DecodeTarget Jobs = DecodeTarget.For(ResourceTypes.Jobs, typeof(Job));

    private const string Head = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n";

    [Fact]
    public void Update_Create_OwnsWhatWasSet()
    {
        var job = Update(null, Read(Head + """
              labels: {app: x}
            spec:
              parallelism: 2
              template:
                spec:
                  restartPolicy: Never
                  nodeSelector: {disk: ssd}
                  containers:
                  - name: c
                    image: busybox
                    command: [sleep, "1"]
                    ports: [{containerPort: 80}]
                    resources: {limits: {cpu: 1}}
            status: {active: 1}
            """), "curl");
        Assert.Equal(
            "curl Update batch/v1 2026-01-02T03:04:05Z "
            + "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:app\":{}}},\"f:spec\":{\"f:parallelism\":{},\"f:template\":{\"f:spec\":{"
            + "\"f:containers\":{\"k:{\\\"name\\\":\\\"c\\\"}\":{\".\":{},\"f:command\":{},\"f:image\":{},\"f:name\":{},"
            + "\"f:ports\":{\".\":{},\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:containerPort\":{}}},"
            + "\"f:resources\":{\".\":{},\"f:limits\":{\".\":{},\"f:cpu\":{}}}}},"
            + "\"f:nodeSelector\":{},\"f:restartPolicy\":{}}}}}",
            Managers(job));
    }

    [Fact]
    public void Update_OtherManager_TakesWhatItChanges()
    {
        var first = Update(null, Read(Head + "spec: {parallelism: 1, completions: 2}"), "one");
        var second = Update(first, Job(first) with { Spec = Job(first).Spec! with { Parallelism = 3 } }, "two", seconds: 10);
        Assert.Equal(
            "one Update batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:completions\":{}}}\n"
            + "two Update batch/v1 2026-01-02T03:04:15Z {\"f:spec\":{\"f:parallelism\":{}}}",
            Managers(second));

        var nothing = Update(second, second, "three", seconds: 20);
        Assert.Equal(Managers(second), Managers(nothing));

        var removed = Update(second, Job(second) with { Spec = new JobSpec { Parallelism = 3 } }, "two", seconds: 20);
        Assert.Equal("two Update batch/v1 2026-01-02T03:04:15Z {\"f:spec\":{\"f:parallelism\":{}}}", Managers(removed));
    }

    [Fact]
    public void Update_Subresources_OwnOnlyTheirPart()
    {
        var created = Update(null, Read(Head + "spec: {parallelism: 1}\nstatus: {active: 1}"), "one");
        Assert.DoesNotContain("status", Managers(created), StringComparison.Ordinal);

        var status = Update(created, Job(created) with { Spec = new JobSpec { Parallelism = 9 }, Status = new JobStatus { Active = 4 } }, "ctl", "status", 5);
        Assert.EndsWith("ctl Update batch/v1 2026-01-02T03:04:10Z status {\"f:status\":{\"f:active\":{}}}", Managers(status), StringComparison.Ordinal);
    }

    [Fact]
    public void Update_ClientSetsManagedFields_IsFollowed()
    {
        var created = Update(null, Read(Head + "spec: {parallelism: 1}"), "one");
        var reset = Update(created, created with { Metadata = created.Metadata with { ManagedFields = [] } }, "two", seconds: 5);
        Assert.Equal("", Managers(reset));

        var forgotten = Update(created, created with { Metadata = created.Metadata with { ManagedFields = null } }, "two", seconds: 5);
        Assert.Equal(Managers(created), Managers(forgotten));

        var renamed = created.Metadata.ManagedFields![0] with { Manager = "kubectl", Operation = "Apply" };
        var migrated = Update(created, created with { Metadata = created.Metadata with { ManagedFields = [renamed] } }, "two", seconds: 5);
        Assert.Equal("kubectl Apply batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:parallelism\":{}}}", Managers(migrated));

        var broken = created.Metadata.ManagedFields[0] with { FieldsType = "FieldsV2" };
        var kept = Update(created, created with { Metadata = created.Metadata with { ManagedFields = [broken] } }, "two", seconds: 5);
        Assert.Equal(Managers(created), Managers(kept));
    }

    [Fact]
    public void Update_ManyManagers_OldestAreMerged()
    {
        KubeObject job = Update(null, Read(Head + "spec: {parallelism: 1}"), "m0");
        for (var i = 1; i <= 12; i++)
        {
            job = Update(job, Job(job) with { Metadata = job.Metadata with { Labels = Labels(job, $"l{i}", "x") } }, $"m{i:00}", seconds: i);
        }

        Assert.Equal(10, job.Metadata.ManagedFields!.Count);
        Assert.Equal("ancient-changes", job.Metadata.ManagedFields[0].Manager);
        Assert.Contains("f:parallelism", job.Metadata.ManagedFields[0].FieldsV1!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("f:l2", job.Metadata.ManagedFields[0].FieldsV1!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_NoObject_CreatesIt()
    {
        var job = Applied(Apply(null, Head + "spec: {parallelism: 2, template: {spec: {containers: [{name: c}]}}}"));
        Assert.Equal(("batch/v1", "Job", "a", 2), (job.ApiVersion, job.Kind, job.Metadata.Name, job.Spec!.Parallelism));
        Assert.Null(job.Status);
        Assert.Equal(
            "one Apply batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:parallelism\":{},\"f:template\":{\"f:spec\":{\"f:containers\":"
            + "{\"k:{\\\"name\\\":\\\"c\\\"}\":{\".\":{},\"f:name\":{}}}}}}}",
            Managers(job));
    }

    [Fact]
    public void Apply_SameAgain_ChangesNothing()
    {
        var job = Applied(Apply(null, Head + "spec: {parallelism: 2}"));
        var again = Applied(Apply(job, Head + "spec: {parallelism: 2}", seconds: 60));
        Assert.Equal(KubeJson.Write(job), KubeJson.Write(again));
    }

    [Fact]
    public void Apply_FieldOfAnother_ConflictsUnlessForced()
    {
        var job = Update(null, Read(Head + "spec: {parallelism: 1, completions: 5}"), "kubectl-client-side-apply");
        var status = Rejected(Apply(job, Head + "spec: {parallelism: 2}"));
        Assert.Equal((409, "Conflict"), (status.Code, status.Reason));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using batch/v1: .spec.parallelism", status.Message);
        Assert.Equal(
            new StatusCause
            {
                Reason = "FieldManagerConflict",
                Message = "conflict with \"kubectl-client-side-apply\" using batch/v1",
                Field = ".spec.parallelism",
            },
            Assert.Single(status.Details!.Causes!));

        var forced = Applied(Apply(job, Head + "spec: {parallelism: 2}", force: true));
        Assert.Equal((2, 5), (forced.Spec!.Parallelism, forced.Spec.Completions));
        Assert.Equal(
            "one Apply batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:parallelism\":{}}}\n"
            + "kubectl-client-side-apply Update batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:completions\":{}}}",
            Managers(forced));
    }

    [Fact]
    public void Apply_SeveralConflicts_AreAllNamed()
    {
        var job = Applied(Apply(null, Head + "spec: {parallelism: 1, template: {spec: {containers: [{name: c, image: x}]}}}"));
        var status = Rejected(Apply(job, Head + "spec: {parallelism: 2, template: {spec: {containers: [{name: c, image: z}]}}}", "two"));
        Assert.Equal(
            "Apply failed with 2 conflicts: conflicts with \"one\":\n- .spec.parallelism\n- .spec.template.spec.containers[name=\"c\"].image",
            status.Message);
    }

    [Fact]
    public void Apply_SameValue_IsShared()
    {
        var job = Applied(Apply(null, Head + "spec: {parallelism: 1}"));
        var both = Applied(Apply(job, Head + "spec: {parallelism: 1}", "two", seconds: 5));
        Assert.Equal(
            "one Apply batch/v1 2026-01-02T03:04:05Z {\"f:spec\":{\"f:parallelism\":{}}}\ntwo Apply batch/v1 2026-01-02T03:04:10Z {\"f:spec\":{\"f:parallelism\":{}}}",
            Managers(both));

        var left = Applied(Apply(both, Head, seconds: 6));
        Assert.Equal(1, left.Spec!.Parallelism);
        var gone = Applied(Apply(left, Head, "two", seconds: 7));
        Assert.Null(gone.Spec?.Parallelism);
        Assert.Equal("", Managers(gone));
    }

    [Theory]
    [InlineData("a scalar", "spec: {parallelism: 1, completions: 2}", "spec: {parallelism: 1}", "{\"parallelism\":1}")]
    [InlineData("a list item", "spec: {template: {spec: {containers: [{name: a}, {name: b, image: x}]}}}", "spec: {template: {spec: {containers: [{name: b}]}}}",
        "{\"template\":{\"metadata\":null,\"spec\":{\"containers\":[{\"name\":\"b\"}]}}}")]
    [InlineData("an atomic list", "spec: {template: {spec: {containers: [{name: a, command: [x, v]}]}}}",
        "spec: {template: {spec: {containers: [{name: a, command: [z]}]}}}", "{\"template\":{\"spec\":{\"containers\":[{\"name\":\"a\",\"command\":[\"z\"]}]}}}")]
    [InlineData("an atomic map", "spec: {template: {spec: {nodeSelector: {a: x, b: v}}}}", "spec: {template: {spec: {nodeSelector: {b: z}}}}",
        "{\"template\":{\"spec\":{\"nodeSelector\":{\"b\":\"z\"}}}}")]
    [InlineData("a whole struct", "spec: {parallelism: 1, podFailurePolicy: {rules: [{action: Ignore}]}}", "spec: {parallelism: 1}", "{\"parallelism\":1}")]
    [InlineData("order follows the applier", "spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}",
        "spec: {template: {spec: {containers: [{name: b}, {name: c}, {name: a}]}}}",
        "{\"template\":{\"spec\":{\"containers\":[{\"name\":\"b\"},{\"name\":\"c\"},{\"name\":\"a\"}]}}}")]
    public void Apply_LeavesSomethingOut_RemovesIt(string name, string first, string second, string spec)
    {
        Assert.NotEmpty(name);
        var job = Applied(Apply(Applied(Apply(null, Head + first)), Head + second, seconds: 1));
        Assert.Equal(spec.Replace("\"metadata\":null,", "", StringComparison.Ordinal), JsonSerializer.Serialize(job.Spec, KubeJson.Context.Job.Options));
    }

    [Fact]
    public void Apply_LeavesOutAnItem_KeepsWhatOthersOwnInIt()
    {
        var job = Applied(Apply(null, Head + "spec: {template: {spec: {containers: [{name: a, image: x}, {name: b, image: x}]}}}"));
        var shared = Applied(Apply(job, Head + "spec: {template: {spec: {containers: [{name: b, workingDir: /w}]}}}", "two"));
        var left = Applied(Apply(shared, Head + "spec: {template: {spec: {containers: [{name: a, image: x}]}}}"));
        var containers = left.Spec!.Template!.Spec!.Containers!;
        Assert.Equal(["a", "b"], containers.Select(container => container.Name));
        Assert.Equal((null, "/w"), (containers[1].Image, containers[1].WorkingDir));
    }

    [Fact]
    public void Apply_LabelsAndFinalizers_MergeByEntry()
    {
        var job = Update(null, Read(Head + "  labels: {a: \"1\"}\n  finalizers: [x.io/x]\n"), "curl");
        var applied = Applied(Apply(job, Head + "  labels: {b: \"2\"}\n  finalizers: [y.io/y]\n"));
        Assert.Equal("a=1,b=2", string.Join(',', applied.Metadata.Labels!.Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal(["x.io/x", "y.io/y"], applied.Metadata.Finalizers!);
        Assert.Contains("\"f:finalizers\":{\"v:\\\"y.io/y\\\"\":{}}", Managers(applied), StringComparison.Ordinal);

        var gone = Applied(Apply(applied, Head));
        Assert.Equal(["x.io/x"], gone.Metadata.Finalizers!);
        Assert.Equal("a", Assert.Single(gone.Metadata.Labels!).Key);
    }

    [Fact]
    public void Apply_DefaultedField_IsNobodysAndStays()
    {
        var job = Applied(Apply(null, Head + "spec: {completions: 2}"));
        var defaulted = job with { Spec = job.Spec! with { BackoffLimit = 6 } };
        var again = Applied(Apply(defaulted, Head + "spec: {completions: 2}"));
        Assert.Equal(6, again.Spec!.BackoffLimit);
        Assert.Equal(3, Applied(Apply(defaulted, Head + "spec: {completions: 2, backoffLimit: 3}")).Spec!.BackoffLimit);
    }

    [Fact]
    public void Apply_UntrackedObject_BelongsToBeforeFirstApply()
    {
        var job = Read(Head + "spec: {parallelism: 1}") with { };
        Assert.Null(Update(job, job with { Spec = new JobSpec { Parallelism = 2 } }, "x").Metadata.ManagedFields);
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"before-first-apply\" using batch/v1: .spec.parallelism",
            Rejected(Apply(job, Head + "spec: {parallelism: 3}")).Message);
    }

    [Fact]
    public void Apply_KubectlAfterClientSideApply_TakesOver()
    {
        const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
        var config = "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"parallelism\":1}}";
        var job = Update(null, Read(Head + "spec: {parallelism: 1}") is var read ? read with
        {
            Metadata = read.Metadata with { Annotations = new Dictionary<string, string> { [Annotation] = config } },
        } : null!, "kubectl-client-side-apply");

        var applied = Applied(Apply(job, Head + "spec: {parallelism: 2}", "kubectl"));
        Assert.Equal(2, applied.Spec!.Parallelism);
        Assert.Contains("\"parallelism\":2", applied.Metadata.Annotations![Annotation], StringComparison.Ordinal);

        Assert.Equal(409, Rejected(Apply(job, Head + "spec: {parallelism: 2}", "other")).Code);
        var changed = Update(job, Job(job) with { Spec = new JobSpec { Parallelism = 7 } }, "someone", seconds: 3);
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"someone\" using batch/v1: .spec.parallelism",
            Rejected(Apply(changed, Head + "spec: {parallelism: 2}", "kubectl")).Message);
    }

    [Theory]
    [InlineData("apiVersion: batch/v1\nkind: CronJob", 400, "invalid object type: batch/v1, Kind=CronJob")]
    [InlineData("apiVersion: v1\nkind: Job", 400, "invalid object type: /v1, Kind=Job")]
    [InlineData("{}", 400, "invalid object type: /, Kind=")]
    [InlineData("[", 400, null)]
    [InlineData("- a", 400, "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData(Head + "  managedFields: []", 400, "metadata.managedFields must be nil")]
    [InlineData(Head + "  namespace: ns\nspec: {foo: 1}", 400,
        "failed to create typed patch object (ns/a; batch/v1, Kind=Job): .spec.foo: field not declared in schema")]
    [InlineData(Head + "  namespace: ns\nspec: {foo: 1, parallelism: x}", 400,
        "failed to create typed patch object (ns/a; batch/v1, Kind=Job): errors:\n  .spec.foo: field not declared in schema\n  .spec.parallelism: expected numeric (int or float), got string")]
    [InlineData(Head + "  namespace: ns\nspec: {template: {spec: {containers: [{name: a}, {name: a}]}}}", 400,
        "failed to create typed patch object (ns/a; batch/v1, Kind=Job): .spec.template.spec.containers: duplicate entries for key [name=\"a\"]")]
    [InlineData(Head + "  namespace: ns\nspec: {template: {spec: {containers: [{image: a}]}}}", 400,
        "failed to create typed patch object (ns/a; batch/v1, Kind=Job): .spec.template.spec.containers: element 0: associative list with keys has an element that omits all key fields [\"name\"] (and doesn't have default values for any key fields)")]
    public void Apply_BadConfiguration_IsRefused(string body, int code, string? message)
    {
        var status = Rejected(Apply(null, body));
        Assert.Equal(code, status.Code);
        Assert.Equal(message ?? status.Message, status.Message);
    }

    [Fact]
    public void Apply_DuplicateKey_IsJudgedByValidation()
    {
        const string Body = Head + "spec:\n  parallelism: 1\n  parallelism: 2\n";
        Assert.StartsWith("error strict decoding YAML: ", Rejected(Apply(null, Body, validation: FieldValidation.Strict)).Message, StringComparison.Ordinal);
        Assert.Single(Assert.IsType<PatchResult.Patched>(Apply(null, Body)).Warnings);
        Assert.Equal(2, Applied(Apply(null, Body, validation: FieldValidation.Ignore)).Spec!.Parallelism);
    }

    [Fact]
    public void Apply_AmountInAnotherForm_IsNoConflict()
    {
        const string Body = Head + "spec: {template: {spec: {containers: [{name: c, resources: {limits: {cpu: 1}}}]}}}";
        var job = Update(null, Read(Body), "curl");
        Assert.Equal("1", Applied(Apply(job, Body)).Spec!.Template!.Spec!.Containers![0].Resources!.Limits!["cpu"].Text);
    }

    [Theory]
    [InlineData("kubectl", "x", "kubectl")]
    [InlineData(null, "kubectl/v1.32.4 (linux/amd64)", "kubectl")]
    [InlineData("", "curl", "curl")]
    [InlineData(null, null, "unknown")]
    public void ManagerName_OfARequest_IsItsParameterOrAgent(string? fieldManager, string? userAgent, string expected) =>
        Assert.Equal(expected, FieldManager.ManagerName(fieldManager, userAgent));

    private static Job Read(string yaml)
    {
        var result = ObjectDecoder.Decode(Encoding.UTF8.GetBytes(yaml), "application/yaml", Jobs, FieldValidation.Strict);
        return (Job)Assert.IsType<DecodeResult.Decoded>(result).Value;
    }

    private static Job Job(KubeObject value) => (Job)value;

    private static Job Update(KubeObject? before, KubeObject after, string manager, string? subresource = null, int seconds = 0) =>
        (Job)FieldManager.Update(before, after, Jobs, manager, subresource, Start.AddSeconds(seconds));

    private static PatchResult Apply(
        KubeObject? current, string body, string manager = "one", bool force = false, int seconds = 0, FieldValidation validation = FieldValidation.Warn) =>
        FieldManager.Apply(new ApplyRequest
        {
            Current = current,
            Patch = Encoding.UTF8.GetBytes(body),
            Target = Jobs,
            Manager = manager,
            Force = force,
            Now = Start.AddSeconds(seconds),
            Validation = validation,
        });

    private static Job Applied(PatchResult result) => result is PatchResult.Rejected rejected
        ? throw new Xunit.Sdk.XunitException(rejected.Status.Message)
        : (Job)Assert.IsType<PatchResult.Patched>(result).Value;

    private static Status Rejected(PatchResult result) => Assert.IsType<PatchResult.Rejected>(result).Status;

    private static Dictionary<string, string> Labels(KubeObject value, string name, string text) =>
        new(value.Metadata.Labels ?? new Dictionary<string, string>()) { [name] = text };

    private static string Managers(KubeObject value) => string.Join('\n', (value.Metadata.ManagedFields ?? []).Select(entry =>
        $"{entry.Manager} {entry.Operation} {entry.ApiVersion} {entry.Time:yyyy-MM-ddTHH:mm:ssZ} {(entry.Subresource is { } part ? part + " " : "")}{entry.FieldsV1}"));
}

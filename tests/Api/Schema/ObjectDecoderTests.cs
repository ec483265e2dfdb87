using System.Text;
using JobFlows.Api.Schema;
using JobFlows.Domain.Batch;
using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Api.Tests.Schema;

public sealed class ObjectDecoderTests
{
    private static readonly DecodeTarget Jobs = DecodeTarget.For(ResourceTypes.Jobs, typeof(Job));
    private static readonly DecodeTarget Pods = DecodeTarget.For(ResourceTypes.Pods, typeof(Pod));

    private const string Handled = "Job in version \"v1\" cannot be handled as a Job: ";
    private const string Typed = "\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",";

    [Theory]
    [InlineData("unknown field", "{\"spec\":{\"foo\":1}}", "unknown field \"spec.foo\"")]
    [InlineData("unknown field at the top", "{\"spek\":{\"foo\":1}}", "unknown field \"spek\"")]
    [InlineData("unknown field in a list", "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"a\"},{\"imagee\":\"x\"}]}}}}",
        "unknown field \"spec.template.spec.containers[1].imagee\"")]
    [InlineData("names are case-sensitive", "{\"spec\":{\"Suspend\":true}}", "unknown field \"spec.Suspend\"")]
    [InlineData("duplicate field", "{\"spec\":{\"parallelism\":1,\"parallelism\":2}}", "duplicate field \"spec.parallelism\"")]
    [InlineData("duplicate label", "{\"metadata\":{\"labels\":{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}}}", "duplicate field \"metadata.labels.a\"")]
    [InlineData("all are told", "{\"a\":1,\"spec\":{\"b\":2,\"suspend\":true,\"suspend\":true}}",
        "unknown field \"a\", unknown field \"spec.b\", duplicate field \"spec.suspend\"")]
    [InlineData("escaped name", "{\"spec\":{\"\\u0066oo\":1}}", "unknown field \"spec.foo\"")]
    public void Strict_Problem_IsRefusedWithKubernetesText(string name, string json, string problems)
    {
        Assert.NotEmpty(name);
        Assert.Equal(Handled + "strict decoding error: " + problems, Refused(json, FieldValidation.Strict).Message);

        var warned = Assert.IsType<DecodeResult.Decoded>(Decode(json, FieldValidation.Warn));
        Assert.Equal(problems, string.Join(", ", warned.Warnings));

        Assert.Empty(Assert.IsType<DecodeResult.Decoded>(Decode(json, FieldValidation.Ignore)).Warnings);
    }

    [Theory]
    [InlineData("{\"spec\":{\"parallelism\":\"3\"}}", "json: cannot unmarshal string into Go struct field JobSpec.spec.parallelism of type int32")]
    [InlineData("{\"spec\":{\"parallelism\":1.5}}", "json: cannot unmarshal number 1.5 into Go struct field JobSpec.spec.parallelism of type int32")]
    [InlineData("{\"spec\":{\"parallelism\":3000000000}}",
        "json: cannot unmarshal number 3000000000 into Go struct field JobSpec.spec.parallelism of type int32")]
    [InlineData("{\"spec\":{\"activeDeadlineSeconds\":true}}",
        "json: cannot unmarshal bool into Go struct field JobSpec.spec.activeDeadlineSeconds of type int64")]
    [InlineData("{\"spec\":[]}", "json: cannot unmarshal array into Go struct field Job.spec of type v1.JobSpec")]
    [InlineData("{\"metadata\":{\"name\":1}}", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string")]
    [InlineData("{\"metadata\":{\"labels\":{\"a\":1}}}", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("{\"spec\":{\"template\":{\"spec\":{\"containers\":{}}}}}",
        "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container")]
    [InlineData("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"command\":[1]}]}}}}",
        "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.command of type string")]
    [InlineData("{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"cpu\":\"1x\"}}}]}}}}",
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("{\"metadata\":{\"creationTimestamp\":\"yesterday\"}}",
        "parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"")]
    public void Decode_WrongType_IsRefusedWithGoText(string json, string error)
    {
        var status = Refused(json, FieldValidation.Strict);
        Assert.Equal(Handled + error, status.Message);
        Assert.Equal((400, "BadRequest", "Failure"), (status.Code, status.Reason, status.Outcome));
    }

    [Theory]
    [InlineData("{", "unexpected end of JSON input ({)")]
    [InlineData("", "unexpected end of JSON input (<empty>)")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string ({\"a\":1,})")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key ({\"a\" 1})")]
    [InlineData("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair ({\"a\":1 \"b\"})")]
    [InlineData("{\"a\":[1 2]}", "invalid character '2' after array element ({\"a\":[1 2]})")]
    [InlineData("{} x", "invalid character 'x' after top-level value ({} x)")]
    [InlineData("{\"a\":tru}", "invalid character '}' in literal true (expecting 'e') ({\"a\":tru})")]
    [InlineData("{\"a\":01}", "invalid character '1' after object key:value pair ({\"a\":01})")]
    [InlineData("{\"a\":\"\\x\"}", "invalid character 'x' in string escape code ({\"a\":\"\\x\"})")]
    [InlineData("apiVersion: batch/v1", "invalid character 'a' looking for beginning of value (61706956657273696f6e3a2062617463682f7631)")]
    public void Decode_NotJson_IsRefusedWithGoText(string json, string error) => Assert.Equal(
        "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: " + error,
        Refused(json, FieldValidation.Strict).Message);

    [Theory]
    [InlineData("{\"apiVersion\":\"batch/v1beta1\",\"kind\":\"Job\"}",
        "the API version in the data (batch/v1beta1) does not match the expected API version (batch/v1)")]
    [InlineData("{\"apiVersion\":\"a/b/c\",\"kind\":\"Job\"}", "unexpected GroupVersion string: a/b/c")]
    [InlineData("{\"apiVersion\":\"batch/v1\",\"kind\":\"CronJob\"}",
        "CronJob in version \"v1\" cannot be handled as a Job: converting (v1.CronJob) to (batch.Job): unknown conversion")]
    public void Decode_OtherKind_IsRefused(string json, string message) =>
        Assert.Equal(message, Refused(json, FieldValidation.Ignore).Message);

    [Fact]
    public void Decode_NoVersionAndKind_TakesTheEndpoints()
    {
        var job = Value<Job>(Decode("{\"metadata\":{\"name\":\"a\"}}", FieldValidation.Strict));
        Assert.Equal(("batch/v1", "Job", "a"), (job.ApiVersion, job.Kind, job.Metadata.Name));
    }

    [Fact]
    public void Decode_NullsInListsAndMaps_AreZeroValues()
    {
        var pod = Value<Pod>(ObjectDecoder.Decode(
            Bytes("{\"metadata\":{\"labels\":{\"a\":null}},\"spec\":{\"nodeName\":null,\"containers\":[null,{\"args\":[null,\"x\"],\"args\":[null]}]}}"),
            "application/json", Pods, FieldValidation.Ignore));
        Assert.Equal("", pod.Metadata.Labels!["a"]);
        Assert.Equal(new Container(), pod.Spec!.Containers![0]);
        Assert.Equal([""], pod.Spec.Containers[1].Args!);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/vnd.kubernetes.protobuf", 415)]
    [InlineData("application/json; charset=utf-8", 0)]
    [InlineData("APPLICATION/JSON", 0)]
    [InlineData(null, 0)]
    public void Decode_ContentType_IsKnownOr415(string? contentType, int code)
    {
        var result = ObjectDecoder.Decode(Bytes("{}"), contentType, Jobs, FieldValidation.Strict);
        Assert.Equal(code, result is DecodeResult.Refused refused ? refused.Status.Code : 0);
    }

    [Fact]
    public void Decode_TooLarge_Is413() =>
        Assert.Equal(413, Assert.IsType<DecodeResult.Refused>(ObjectDecoder.Decode(new byte[ObjectDecoder.MaxBytes + 1], null, Jobs, default)).Status.Code);

    [Fact]
    public void Decode_TooDeep_Is400()
    {
        var json = "{\"x\":" + new string('[', 1000) + new string(']', 1000) + "}";
        Assert.Contains("exceeded max depth", Refused(json, FieldValidation.Ignore).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NotUtf8_IsReplaced()
    {
        byte[] body = [.. "{\"metadata\":{\"name\":\""u8, 0xff, .. "\"}}"u8];

        var decoded = Assert.IsType<DecodeResult.Decoded>(ObjectDecoder.Decode(body, null, Jobs, default));

        Assert.Equal("\ufffd", ((KubeObject)decoded.Value).Metadata.Name);
    }

    [Fact]
    public void Decode_LoneSurrogate_Is400() =>
        Assert.IsType<DecodeResult.Refused>(Decode("{\"metadata\":{\"name\":\"\\ud800\"}}", default));

    [Fact]
    public void Decode_Yaml_ReadsLikeJson()
    {
        const string Yaml = """
            # a Job
            apiVersion: batch/v1
            kind: Job
            metadata: {name: a, labels: {app: "1"}}
            spec:
              suspend: yes
              parallelism: 0x10
              template:
                spec:
                  containers:
                  - name: c
                    command: [sh, -c, "true"]
                    imagee: x
            """;
        var strict = Assert.IsType<DecodeResult.Refused>(ObjectDecoder.Decode(Bytes(Yaml), "application/yaml", Jobs, FieldValidation.Strict));
        Assert.Equal(Handled + "strict decoding error: unknown field \"spec.template.spec.containers[0].imagee\"", strict.Status.Message);

        var job = Value<Job>(ObjectDecoder.Decode(Bytes(Yaml), "application/yaml", Jobs, FieldValidation.Ignore));
        Assert.Equal((true, 16, "1"), (job.Spec!.Suspend, job.Spec.Parallelism, job.Metadata.Labels!["app"]));
        Assert.Equal(["sh", "-c", "true"], job.Spec.Template!.Spec!.Containers![0].Command!);
    }

    [Fact]
    public void Decode_YamlDuplicate_IsAProblem()
    {
        var body = Bytes("spec:\n  suspend: true\n  suspend: false\n");
        Assert.Equal(
            Handled + "strict decoding error: yaml: unmarshal errors:\n  line 3: key \"suspend\" already set in map",
            Assert.IsType<DecodeResult.Refused>(ObjectDecoder.Decode(body, "application/yaml", Jobs, FieldValidation.Strict)).Status.Message);
        Assert.False(Value<Job>(ObjectDecoder.Decode(body, "application/yaml", Jobs, FieldValidation.Ignore)).Spec!.Suspend);
    }

    [Fact]
    public void Decode_DeleteOptions_TakesAnyVersion()
    {
        var target = new DecodeTarget(typeof(DeleteOptions), "", "DeleteOptions");
        var result = ObjectDecoder.Decode(
            Bytes("{\"kind\":\"DeleteOptions\",\"apiVersion\":\"batch/v1\",\"propagationPolicy\":\"Background\"}"), null, target, FieldValidation.Strict);
        Assert.Equal("Background", Value<DeleteOptions>(result).PropagationPolicy);
    }

    [Fact]
    public void Decode_EveryField_RoundTrips()
    {
        const string Json = "{" + Typed + """
            "metadata":{"name":"a","creationTimestamp":"2026-01-02T03:04:05Z"},"spec":{"template":{"spec":{"containers":[{"name":"c","ports":[{"containerPort":80}],
            "resources":{"limits":{"cpu":1,"memory":"1Gi"}},"livenessProbe":{"httpGet":{"port":"web"}}}]}}}}
            """;
        var job = Value<Job>(Decode(Json, FieldValidation.Strict));
        var container = job.Spec!.Template!.Spec!.Containers![0];
        Assert.Equal(80, container.Ports![0].ContainerPortValue);
        Assert.Equal("1", container.Resources!.Limits!["cpu"].Text);
        Assert.Equal("web", container.LivenessProbe!.HttpGet!.Port!.Value.Text);
    }

    private static DecodeResult Decode(string json, FieldValidation validation) =>
        ObjectDecoder.Decode(Bytes(json), "application/json", Jobs, validation);

    private static Status Refused(string json, FieldValidation validation) => Assert.IsType<DecodeResult.Refused>(Decode(json, validation)).Status;

    private static T Value<T>(DecodeResult result) => Assert.IsType<T>(Assert.IsType<DecodeResult.Decoded>(result).Value);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

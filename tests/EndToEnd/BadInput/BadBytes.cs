namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed requests that are too long, or too odd, to be written down.</summary>
internal static class BadBytes
{
    private const string TooLarge = "Request entity too large: limit is 3145728";
    private const string Formats =
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf";

    public static readonly IReadOnlyList<BadRequest> All =
    [
        new("deep nesting", "POST", "{jobs}", Deep(20_000), 400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: exceeded max depth ({\"spec\":{\"spec\":{\"spec\":{\"spec ...)"),
        new("a NUL", "POST", "{jobs}", "\0", 400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: invalid character '\\x00' looking for beginning of value (00)"),
        new("name not UTF-8", "POST", "{jobs}", null, 422, "Invalid", "Job.batch \"\ufffd\" is invalid: {any}")
        {
            Bytes = [.. "{\"metadata\":{\"name\":\""u8, 0xff, .. "\"}}"u8],
        },
        new("CBOR", "POST", "{jobs}", null, 415, "UnsupportedMediaType", Formats) { Bytes = [0xa0], ContentType = "application/cbor" },
        new("JSON called protobuf", "POST", "{jobs}", "{}", 400, "BadRequest",
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]") { ContentType = MediaTypes.Protobuf },
        new("protobuf cut off", "POST", "{jobs}", "k8s\0\n\u007f", 400, "BadRequest", "unexpected EOF") { ContentType = MediaTypes.Protobuf },
        new("huge body", "POST", "{jobs}", Annotated(3 * 1024 * 1024), 413, "RequestEntityTooLarge", TooLarge),
        new("huge YAML", "POST", "{jobs}", "a: " + new string('v', 3 * 1024 * 1024), 413, "RequestEntityTooLarge", TooLarge) { ContentType = MediaTypes.Yaml },
        new("huge update", "PUT", "{jobs}/pi", Annotated(3 * 1024 * 1024), 413, "RequestEntityTooLarge", TooLarge),
        new("huge patch", "PATCH", "{jobs}/pi", Annotated(3 * 1024 * 1024), 413, "RequestEntityTooLarge", TooLarge) { ContentType = MediaTypes.Merge },
        new("huge delete options", "DELETE", "{jobs}/pi", Annotated(3 * 1024 * 1024), 413, "RequestEntityTooLarge", TooLarge),
        new("10,001 operations", "PATCH", "{jobs}/pi", $"[{string.Join(',', Enumerable.Repeat("""{"op":"test","path":"/kind","value":"Job"}""", 10_001))}]", 413,
            "RequestEntityTooLarge", "The allowed maximum operations in a JSON patch is 10000, got 10001") { ContentType = MediaTypes.JsonPatch },
        new("long name", "POST", "{jobs}", Job(new string('x', 254)), 422, "Invalid",
            $"Job.batch \"{new string('x', 254)}\" is invalid: [metadata.name: Invalid value: \"{new string('x', 254)}\": must be no more than 253 characters{{any}}"),
        new("name too long for a label", "POST", "{jobs}", Job(new string('x', 64)), 422, "Invalid",
            $"Job.batch \"{new string('x', 64)}\" is invalid: {{any}}spec.template.labels: Invalid value: \"{new string('x', 64)}\": must be no more than 63 bytes]"),
        new("large annotations", "POST", "{jobs}", Annotated(256 * 1024), 422, "Invalid",
            "Job.batch \"x\" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes"),
        new("long path", "GET", "{jobs}/" + new string('x', 9_000), null, 404, "NotFound", $"jobs.batch \"{new string('x', 9_000)}\" not found"),
        new("long selector value", "GET", "{jobs}?labelSelector=a%3D" + new string('v', 64), null, 400, "BadRequest",
            $"unable to parse requirement: values[0][a]: Invalid value: \"{new string('v', 64)}\": must be no more than 63 bytes"),
        new("revision to come", "GET", "{jobs}?resourceVersion=99999999", null, 504, "Timeout",
            "Timeout: Too large resource version: 99999999, current: {any}"),
        new("watch from a revision to come", "GET", "{jobs}?watch=true&resourceVersion=99999999", null, 504, "Timeout",
            "Timeout: Too large resource version: 99999999, current: {any}"),
        new("another uid", "PUT", "{jobs}/pi", """{"metadata":{"name":"pi","uid":"no"}}""", 409, "Conflict",
            "Operation cannot be fulfilled on jobs.batch \"pi\": Precondition failed: UID in precondition: no, UID in object meta: {any}"),
        new("delete of another uid", "DELETE", "{jobs}/pi", """{"preconditions":{"uid":"no"}}""", 409, "Conflict",
            "Operation cannot be fulfilled on jobs.batch \"pi\": Precondition failed: UID in precondition: no, UID in object meta: {any}"),
        new("patch of the kind", "PATCH", "{jobs}/pi", """{"kind":"Pod"}""", 422, "Invalid", " \"\" is invalid: patch: Invalid value: {any}")
        {
            ContentType = MediaTypes.Merge,
        },
        new("patch to a wrong type", "PATCH", "{jobs}/pi", """{"spec":{"parallelism":"x"}}""", 422, "Invalid",
            " \"\" is invalid: patch: Invalid value: {any}: json: cannot unmarshal string into Go struct field JobSpec.spec.parallelism of type int32")
        {
            ContentType = MediaTypes.Merge,
        },
        new("patch of an unknown field", "PATCH", "{jobs}/pi?fieldValidation=Strict", """{"spec":{"nope":1}}""", 422, "Invalid",
            " \"\" is invalid: patch: Invalid value: {any}: strict decoding error: unknown field \"spec.nope\"")
        {
            ContentType = MediaTypes.Merge,
        },
    ];

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"spec\":", levels));

    private static string Job(string name) => Annotated(0).Replace("\"x\"", $"\"{name}\"", StringComparison.Ordinal);

    private static string Annotated(int size) =>
        """{"metadata":{"name":"x","annotations":{"a":"VALUE"}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}"""
        .Replace("VALUE", new string('v', size), StringComparison.Ordinal);
}

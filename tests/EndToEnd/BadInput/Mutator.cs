using System.Text;

namespace JobFlows.EndToEnd.BadInput;

/// <summary>Makes malformed requests of valid ones, the same ones for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private const string Job = """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"NAME","labels":{"a":"b"},"annotations":{"x.io/y":"z"},"finalizers":["x.io/f"],"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"u","controller":true}]},"spec":{"suspend":true,"parallelism":2,"completions":2,"completionMode":"Indexed","backoffLimit":3,"activeDeadlineSeconds":60,"podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":{"containerName":"c","operator":"In","values":[1,2]}}]},"template":{"metadata":{"labels":{"t":"u"}},"spec":{"restartPolicy":"Never","volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Gi"}}],"containers":[{"name":"c","image":"busybox","command":["sh","-c","exit 0"],"env":[{"name":"A","value":"1"}],"ports":[{"containerPort":80}],"resources":{"requests":{"cpu":"100m"}},"volumeMounts":[{"name":"v","mountPath":"/d"}]}]}}}}""";
    private const string Patch = """{"metadata":{"labels":{"a":"c"},"managedFields":[{"manager":"m","operation":"Apply","apiVersion":"batch/v1","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{".":{}}}}]},"spec":{"parallelism":3,"template":{"spec":{"$setElementOrder/containers":[{"name":"c"}],"containers":[{"name":"c","$patch":"merge","image":"b"}]}}},"status":{"active":1,"conditions":[{"type":"Complete","status":"True"}]}}""";
    private const string Operations = """[{"op":"test","path":"/spec/parallelism","value":2},{"op":"replace","path":"/spec/backoffLimit","value":1},{"op":"move","from":"/metadata/labels/a","path":"/metadata/labels/b"},{"op":"add","path":"/metadata/finalizers/-","value":"x.io/g"},{"op":"remove","path":"/metadata/annotations/x.io~1y"}]""";
    private const string Applied = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: pi\nspec:\n  parallelism: 2\n  template:\n    spec:\n      containers: &c\n      - {name: c, env: [{name: B, value: \"2\"}]}\n";
    private const string Deletion = """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Background","gracePeriodSeconds":0,"dryRun":["All"],"preconditions":{"uid":"u","resourceVersion":"1"}}""";

    private static readonly (string Method, string Path, string ContentType, string? Body)[] Valid =
    [
        ("POST", "{jobs}", MediaTypes.Json, Job),
        ("POST", "{jobs}", MediaTypes.Yaml, Applied),
        ("PUT", "{jobs}/pi", MediaTypes.Json, Job.Replace("NAME", "pi", StringComparison.Ordinal)),
        ("PUT", "{jobs}/pi/status", MediaTypes.Json, Job.Replace("NAME", "pi", StringComparison.Ordinal)),
        ("PATCH", "{jobs}/pi", MediaTypes.Merge, Patch),
        ("PATCH", "{jobs}/pi", MediaTypes.Strategic, Patch),
        ("PATCH", "{jobs}/pi/status", MediaTypes.Strategic, Patch),
        ("PATCH", "{jobs}/pi", MediaTypes.JsonPatch, Operations),
        ("PATCH", "{jobs}/pi", MediaTypes.Apply, Applied),
        ("PATCH", "{jobs}/pi/status", MediaTypes.Apply, Applied),
        ("POST", "{jobs}", MediaTypes.Json, Job.Replace("NAME", "pi", StringComparison.Ordinal)),
        ("DELETE", "{jobs}/fuzz-7", MediaTypes.Json, Deletion),
        ("DELETE", "{core}/configmaps", MediaTypes.Json, Deletion),
        ("GET", "{jobs}", "", null),
        ("GET", "{jobs}/pi", "", null),
        ("GET", "{jobs}/pi/status", "", null),
        ("GET", "{core}/events", "", null),
        ("GET", "{core}/pods/pi-0-abcde/log", "", null),
        ("POST", "{core}/pods/pi-0-abcde/eviction", MediaTypes.Json, """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"pi-0-abcde"},"deleteOptions":{"gracePeriodSeconds":1}}"""),
        ("POST", "{core}/configmaps", MediaTypes.Json, """{"metadata":{"generateName":"m-"},"data":{"a":"b"},"binaryData":{"c":"AAEC"},"immutable":true}"""),
        ("POST", "{core}/persistentvolumeclaims", MediaTypes.Json, """{"metadata":{"name":"p"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"""),
        ("POST", "/apis/batch/v1/namespaces/{ns}/cronjobs", MediaTypes.Json, """{"metadata":{"name":"cj"},"spec":{"schedule":"@yearly","timeZone":"Etc/UTC","suspend":true,"jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"b"}]}}}}}}"""),
    ];

    private static readonly string[] Parameters =
    [
        "limit", "continue", "labelSelector", "fieldSelector", "resourceVersion", "resourceVersionMatch", "sendInitialEvents", "allowWatchBookmarks", "timeoutSeconds", "watch",
        "dryRun", "fieldManager", "fieldValidation", "force", "pretty", "propagationPolicy", "gracePeriodSeconds", "orphanDependents", "includeObject", "tailLines", "sinceTime", "container",
    ];

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "true", "false", "All", "x", "9223372036854775807", "99999999999999999999", "1e9", "a=b", "a in (b,c),!d", "a in (", "metadata.name=pi", "metadata.name=",
        "metadata.name!=\u0001", "status.successful=0", "Exact", "NotOlderThan", "Strict", "Ignore", "Foreground", "Orphan", "Object", "\ud83d\ude00", "%00", "\\", "\"", "a\r\nb", "2020-01-01T00:00:00Z",
        "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwibnMiOiJ4IiwibmFtZSI6InkifQ", "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsIm5zIjoiIiwibmFtZSI6IiJ9",
    ];

    private static readonly string[] Accepts =
    [
        MediaTypes.Json, "*/*", "application/json;as=Table;v=v1;g=meta.k8s.io", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,*/*;q=0", "application/yaml", ";;;,=,", "a/b;q=x",
        "application/json;as=PartialObjectMetadataList;v=v1beta1;g=meta.k8s.io,application/json", "application/json;stream=watch", "",
    ];

    private static readonly string[] Pieces =
    [
        "null", "true", "-1", "0", "1e400", "99999999999", "1.5", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[null]", "{\"\":null}", "[[[[]]]]", "\"$patch\":\"delete\",", "\"$patch\":\"replace\",",
        "\"$retainKeys\":[\"x\"],", "{\"f:x\":{},\"k:{\\\"name\\\":1}\":{}}", "&a *a", "<<: *c", "!!binary x", "? ", "- ", "~", "\u2028", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "-0", "1Ki", "1E9999", "~2", "/-/-",
    ];

    private readonly Random random = new(seed);

    /// <summary>The next request.</summary>
    public BadRequest Next(int number)
    {
        var (method, path, type, body) = Valid[random.Next(Valid.Length)];
        if (random.Next(3) == 0)
        {
            path += "?" + string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{One(Parameters)}={Uri.EscapeDataString(One(Values))}"));
        }

        if (random.Next(40) == 0)
        {
            method = One(["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"]);
        }

        if (random.Next(30) == 0)
        {
            type = One([MediaTypes.Json, MediaTypes.Yaml, MediaTypes.Protobuf, MediaTypes.Merge, MediaTypes.Apply, "application/json;charset=", "/", ";"]);
        }

        var bytes = body is null ? null : Mutate(Encoding.UTF8.GetBytes(body.Replace("NAME", $"fuzz-{number}", StringComparison.Ordinal)));
        return new BadRequest($"{seed}/{number}", method, path, null, 0, null, "") { Bytes = bytes, ContentType = type, Accept = random.Next(4) == 0 ? One(Accepts) : MediaTypes.Json };
    }

    private byte[] Mutate(byte[] body)
    {
        for (var times = random.Next(4); times > 0 && body.Length > 0; times--)
        {
            var at = random.Next(body.Length);
            var length = random.Next(1, Math.Min(24, body.Length - at + 1));
            body = random.Next(6) switch
            {
                0 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                1 => [.. body[..at], .. body[(at + length)..]],
                2 => [.. body[..(at + length)], .. body[at..]],
                3 => body[..at],
                4 => [.. body[..at], .. Encoding.UTF8.GetBytes(One(Pieces)), .. body[at..]],
                _ => Replaced(body, at),
            };
        }

        return body;
    }

    /// <summary>Another value in the place of the one that follows the next colon.</summary>
    private byte[] Replaced(byte[] body, int at)
    {
        var colon = Array.IndexOf(body, (byte)':', at);
        var end = colon < 0 ? -1 : Array.FindIndex(body, colon, b => b is (byte)',' or (byte)'}' or (byte)'\n');
        return end < 0 ? body : [.. body[..(colon + 1)], .. Encoding.UTF8.GetBytes(One(Pieces)), .. body[end..]];
    }

    private string One(string[] choices) => choices[random.Next(choices.Length)];
}

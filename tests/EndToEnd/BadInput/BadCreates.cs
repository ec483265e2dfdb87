namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed POSTs of new objects.</summary>
internal static class BadCreates
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "empty body", "POST", "{jobs}",
            "",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)"),
        new(
            "open brace", "POST", "{jobs}",
            "{",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: unexpected end of JSON input ({)"),
        new(
            "trailing comma", "POST", "{jobs}",
            """{"a":1,}""",
            400, "BadRequest",
            """the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: invalid character '}' looking for beginning of object key string ({"a":1,})"""),
        new(
            "json array", "POST", "{jobs}",
            "[]",
            400, "BadRequest",
            """the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" } (5b5d)"""),
        new(
            "json string", "POST", "{jobs}",
            "\"x\"",
            400, "BadRequest",
            """the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" } (227822)"""),
        new(
            "json null", "POST", "{jobs}",
            "null",
            422, "Invalid",
            """Job.batch "" is invalid: [metadata.name: Required value: name or generateName is required, spec.template.spec.containers: Required value, spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"]"""),
        new(
            "two documents", "POST", "{jobs}",
            "{}{}",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: invalid character '{' after top-level value ({}{})"),
        new(
            "yaml tab", "POST", "{jobs}",
            "a:\n\tb: 1\n",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): error converting YAML to JSON: yaml: line 1: While scanning a mapping, found invalid tab as indentation. (613a0a09623a20310a)") { ContentType = MediaTypes.Yaml },
        new(
            "yaml unclosed", "POST", "{jobs}",
            "a: [1",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): error converting YAML to JSON: yaml: line 2: While parsing a flow sequence, did not find expected ',' or ']'. (613a205b31)") { ContentType = MediaTypes.Yaml },
        new(
            "yaml text", "POST", "{jobs}",
            "just words",
            400, "BadRequest",
            """the object provided is unrecognized (must be of type Job): couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" } (6a75737420776f726473)""") { ContentType = MediaTypes.Yaml },
        new(
            "yaml two docs", "POST", "{jobs}",
            "kind: Job\n---\nkind: Job\n",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): error converting YAML to JSON: yaml: line 2: the body holds more than one document (6b696e643a204a6f620a2d2d2d0a6b696e643a204a6f620a)") { ContentType = MediaTypes.Yaml },
        new(
            "yaml bad anchor", "POST", "{jobs}",
            "metadata: *x\n",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type Job): error converting YAML to JSON: yaml: line 1: unknown anchor 'x' referenced (6d657461646174613a202a780a)") { ContentType = MediaTypes.Yaml },
        new(
            "json sent, wrong kind", "POST", "{jobs}",
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}""",
            400, "BadRequest",
            "the API version in the data (v1) does not match the expected API version (batch/v1)"),
        new(
            "wrong group version", "POST", "{jobs}",
            """{"apiVersion":"batch/v2","kind":"Job","metadata":{"name":"x"}}""",
            400, "BadRequest",
            "the API version in the data (batch/v2) does not match the expected API version (batch/v1)"),
        new(
            "wrong kind same version", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"x"}}""",
            400, "BadRequest",
            """CronJob in version "v1" cannot be handled as a Job: converting (v1.CronJob) to (batch.Job): unknown conversion"""),
        new(
            "bad apiVersion", "POST", "{jobs}",
            """{"apiVersion":"a/b/c","kind":"Job","metadata":{"name":"x"}}""",
            400, "BadRequest",
            "unexpected GroupVersion string: a/b/c"),
        new(
            "metadata string", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":"x"}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal string into Go struct field Job.metadata of type v1.ObjectMeta"""),
        new(
            "name number", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":5},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string"""),
        new(
            "labels array", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","labels":["a"]},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string"""),
        new(
            "label number", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","labels":{"a":1}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string"""),
        new(
            "spec string", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":"x"}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal string into Go struct field Job.spec of type v1.JobSpec"""),
        new(
            "completions string", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completions":"two","template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal string into Go struct field JobSpec.spec.completions of type int32"""),
        new(
            "completions fraction", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completions":1.5,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal number 1.5 into Go struct field JobSpec.spec.completions of type int32"""),
        new(
            "completions too large", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completions":3000000000,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal number 3000000000 into Go struct field JobSpec.spec.completions of type int32"""),
        new(
            "suspend string", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"suspend":"yes","template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal string into Go struct field JobSpec.spec.suspend of type bool"""),
        new(
            "containers object", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":{"name":"c"}}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container"""),
        new(
            "command string", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"b","command":"ls"}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.command of type []string"""),
        new(
            "env number", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"b","env":[{"name":"A","value":1}]}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string"""),
        new(
            "quantity", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"b","resources":{"requests":{"cpu":"lots"}}}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"""),
        new(
            "time", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","creationTimestamp":"yesterday"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\""),
        new(
            "intOrString", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"b","livenessProbe":{"httpGet":{"port":true}}}]}}}}""",
            400, "BadRequest",
            """Job in version "v1" cannot be handled as a Job: json: cannot unmarshal bool into Go value of type int32"""),
        new(
            "unknown strict", "POST", "{jobs}?fieldValidation=Strict",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"paralelism":2,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: strict decoding error: unknown field \"spec.paralelism\""),
        new(
            "duplicate strict", "POST", "{jobs}?fieldValidation=Strict",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completions":1,"completions":2,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: strict decoding error: duplicate field \"spec.completions\""),
        new(
            "both strict", "POST", "{jobs}?fieldValidation=Strict",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completions":1,"completions":2,"nope":2,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: strict decoding error: duplicate field \"spec.completions\", unknown field \"spec.nope\""),
        new(
            "case strict", "POST", "{jobs}?fieldValidation=Strict",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"Completions":1,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: strict decoding error: unknown field \"spec.Completions\""),
        new(
            "yaml dup strict", "POST", "{jobs}?fieldValidation=Strict",
            "kind: Job\nkind: Job\n",
            400, "BadRequest",
            "Job in version \"v1\" cannot be handled as a Job: strict decoding error: yaml: unmarshal errors:\n  line 2: key \"kind\" already set in map") { ContentType = MediaTypes.Yaml },
        new(
            "no name", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"labels":{}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "" is invalid: metadata.name: Required value: name or generateName is required"""),
        new(
            "upper name", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"Pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "Pi" is invalid: metadata.name: Invalid value: "Pi": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"""),
        new(
            "space ns", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","namespace":"other"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "the namespace of the provided object does not match the namespace sent on the request"),
        new(
            "rv on create", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","resourceVersion":"1"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "resourceVersion should not be set on objects to be created"),
        new(
            "exists", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            409, "AlreadyExists",
            """jobs.batch "pi" already exists"""),
        new(
            "label key", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","labels":{"a b":"c"}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: metadata.labels: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"""),
        new(
            "finalizer", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","finalizers":["nodomain"]},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: metadata.finalizers[0]: Invalid value: "nodomain": name is neither a standard finalizer name nor is it fully qualified"""),
        new(
            "owner", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x","ownerReferences":[{"apiVersion":"v1","kind":"Pod"}]},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: [metadata.ownerReferences[0].name: Required value: must not be empty, metadata.ownerReferences[0].uid: Required value: must not be empty]"""),
        new(
            "no spec", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: [spec.template.spec.containers: Required value, spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"]"""),
        new(
            "restart always", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Always","containers":[{"name":"c","image":"b"}]}}}}""",
            422, "Invalid",
            "Job.batch \"x\" is invalid: spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""),
        new(
            "no containers", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never"}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: spec.template.spec.containers: Required value"""),
        new(
            "negative", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"parallelism":-1,"completions":-2,"backoffLimit":-3,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: [spec.parallelism: Invalid value: -1: must be greater than or equal to 0, spec.completions: Invalid value: -2: must be greater than or equal to 0, spec.backoffLimit: Invalid value: -3: must be greater than or equal to 0]"""),
        new(
            "indexed no completions", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completionMode":"Indexed","parallelism":2,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: spec.completions: Required value: when completion mode is Indexed"""),
        new(
            "completionMode", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"completionMode":"Sideways","template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "Job.batch \"x\" is invalid: spec.completionMode: Unsupported value: \"Sideways\": supported values: \"NonIndexed\", \"Indexed\""),
        new(
            "managedBy", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"managedBy":"nodomain","template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """Job.batch "x" is invalid: spec.managedBy: Invalid value: "nodomain": must be a domain-prefixed path (such as "acme.io/foo")"""),
        new(
            "text/plain", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "text/plain" },
        new(
            "xml", "POST", "{jobs}",
            "<job/>",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "application/xml" },
        new(
            "form", "POST", "{jobs}",
            "a=b",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "application/x-www-form-urlencoded" },
        new(
            "nonsense type", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "nonsense" },
        new(
            "dryRun", "POST", "{jobs}?dryRun=Server",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Server\"]: supported values: \"All\""),
        new(
            "dryRun twice", "POST", "{jobs}?dryRun=All&dryRun=x",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"All\",\"x\"]: supported values: \"All\""),
        new(
            "fieldValidation", "POST", "{jobs}?fieldValidation=strict",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "CreateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \"strict\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\""),
        new(
            "fieldManager long", "POST", "{jobs}?fieldManager=mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            """CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes"""),
        new(
            "fieldManager unprintable", "POST", "{jobs}?fieldManager=a%09b",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "CreateOptions.meta.k8s.io \"\" is invalid: fieldManager: Invalid value: \"a\tb\": should only contain printable characters"),
    ];
}

namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed paths and methods.</summary>
internal static class BadPaths
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "secret not base64", "POST", "{core}/secrets",
            """{"metadata":{"name":"x"},"data":{"a":"***"}}""",
            400, "BadRequest",
            """Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 0"""),
        new(
            "accept html", "GET", "{jobs}/pi",
            null,
            406, "NotAcceptable",
            "only the following media types are accepted: application/json, application/yaml") { Accept = "text/html" },
        new(
            "post all ns", "POST", "/apis/batch/v1/jobs",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "post named", "POST", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "put collection", "PUT", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "patch collection", "PATCH", "{jobs}",
            "{}",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource") { ContentType = MediaTypes.Merge },
        new("delete all ns", "DELETE", "/apis/batch/v1/jobs", null, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        new("delete status", "DELETE", "{jobs}/pi/status", null, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        new(
            "post status", "POST", "{jobs}/pi/status",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new("options", "OPTIONS", "{jobs}/pi", null, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        new("bad sub", "GET", "{jobs}/pi/scale", null, 404, "NotFound", "the server could not find the requested resource"),
        new("deep sub", "GET", "{jobs}/pi/status/x", null, 404, "NotFound", "the server could not find the requested resource"),
        new("unknown resource", "GET", "/apis/batch/v1/namespaces/default/tasks", null, 404, "NotFound", "the server could not find the requested resource"),
        new("unknown version", "GET", "/apis/batch/v2/namespaces/default/jobs", null, 404, null, "404 page not found\n"),
        new("unknown group", "GET", "/apis/nope.io/v1/things", null, 404, null, "404 page not found\n"),
        new("get missing", "GET", "{jobs}/missing", null, 404, "NotFound", """jobs.batch "missing" not found"""),
        new(
            "nowhere ns", "POST", "/apis/batch/v1/namespaces/nowhere/jobs",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            404, "NotFound",
            """namespaces "nowhere" not found"""),
        new(
            "bad ns", "POST", "/apis/batch/v1/namespaces/No_Where/jobs",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"x"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            404, "NotFound",
            """namespaces "No_Where" not found"""),
        new(
            "nodes write", "POST", "/api/v1/nodes",
            """{"metadata":{"name":"n"}}""",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "ns delete default", "DELETE", "/api/v1/namespaces/kube-system?dryRun=x",
            null,
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"x\"]: supported values: \"All\""),
        new("log missing", "GET", "{core}/pods/none/log", null, 404, "NotFound", """pods "none" not found"""),
        new("exec", "POST", "{core}/pods/none/exec", null, 404, "NotFound", "pods \"none\" not found"),
        new("port-forward", "POST", "{core}/pods/none/portforward", null, 501, "NotImplemented", "pods/portforward is not implemented by this server: pods share this machine's network, so connect to the port itself"),
        new("evict missing", "POST", "{core}/pods/none/eviction", """{"metadata":{"name":"none"}}""", 404, "NotFound", """pods "none" not found"""),
        new(
            "evict kind", "POST", "{core}/pods/none/eviction",
            """{"kind":"Pod","apiVersion":"v1"}""",
            400, "BadRequest",
            "the API version in the data (v1) does not match the expected API version (policy/v1)"),
        new(
            "crd create", "POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            "{}",
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "ssar get", "GET", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            null,
            405, "MethodNotAllowed",
            "the server does not allow this method on the requested resource"),
        new(
            "ssar bad", "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            """{"spec":5}""",
            400, "BadRequest",
            """SelfSubjectAccessReview in version "v1" cannot be handled as a SelfSubjectAccessReview: json: cannot unmarshal number into Go struct field SelfSubjectAccessReview.spec of type v1.SelfSubjectAccessReviewSpec"""),
        new(
            "ssar empty", "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            """{"spec":{}}""",
            422, "Invalid",
            """SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified"""),
        new(
            "binary cm", "POST", "{core}/configmaps",
            """{"metadata":{"name":"x"},"data":{"k!":"v"}}""",
            422, "Invalid",
            """ConfigMap "x" is invalid: data[k!]: Invalid value: "k!": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"""),
        new("bad token", "GET", "{jobs}/pi", null, 401, "Unauthorized", "Unauthorized") { Authorization = "Bearer wrong" },
    ];
}

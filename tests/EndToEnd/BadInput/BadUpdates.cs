namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed PUTs.</summary>
internal static class BadUpdates
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "put text", "PUT", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "text/plain" },
        new(
            "PUT dryRun", "PUT", "{jobs}/pi?dryRun=No",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            422, "Invalid",
            "UpdateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"No\"]: supported values: \"All\""),
        new(
            "put stale", "PUT", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi","resourceVersion":"1"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            409, "Conflict",
            """Operation cannot be fulfilled on jobs.batch "pi": the object has been modified; please apply your changes to the latest version and try again"""),
        new(
            "put other name", "PUT", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pj"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "the name of the object (pj) does not match the name on the URL (pi)"),
        new(
            "put no name", "PUT", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"labels":{}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "the name of the object (pi based on URL) was undeterminable: name must be provided"),
        new(
            "put other ns", "PUT", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi","namespace":"other"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            400, "BadRequest",
            "the namespace of the object (other) does not match the namespace on the request ({ns})"),
        new(
            "put missing", "PUT", "{jobs}/missing",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"missing"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"busybox"}]}}}}""",
            404, "NotFound",
            """jobs.batch "missing" not found"""),
        new(
            "put status invalid", "PUT", "{jobs}/pi/status",
            """{"metadata":{"name":"pi"},"status":{"active":-1}}""",
            422, "Invalid",
            """Job.batch "pi" is invalid: status.active: Invalid value: -1: must be greater than or equal to 0"""),
        new(
            "put missing lease no rv", "PUT", "/apis/coordination.k8s.io/v1/namespaces/nowhere/leases/x",
            """{"metadata":{"name":"x"}}""",
            404, "NotFound",
            """namespaces "nowhere" not found"""),
        new(
            "put lease rv missing", "PUT", "/apis/coordination.k8s.io/v1/namespaces/default/leases/x",
            """{"metadata":{"name":"x","resourceVersion":"7"}}""",
            404, "NotFound",
            """leases.coordination.k8s.io "x" not found"""),
        new(
            "put sa no rv", "PUT", "{core}/serviceaccounts/default",
            """{"metadata":{"name":"default"}}""",
            422, "Invalid",
            """ServiceAccount "default" is invalid: metadata.resourceVersion: Invalid value: "": must be specified for an update"""),
    ];
}

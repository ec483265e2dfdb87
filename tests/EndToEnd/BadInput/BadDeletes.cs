namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed deletes.</summary>
internal static class BadDeletes
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "delete policy", "DELETE", "{jobs}/pi?propagationPolicy=Sometimes",
            null,
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Sometimes\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""),
        new("delete grace", "DELETE", "{jobs}/pi?gracePeriodSeconds=soon", null, 400, "BadRequest", """strconv.ParseInt: parsing "soon": invalid syntax"""),
        new(
            "delete both", "DELETE", "{jobs}/pi",
            """{"propagationPolicy":"Orphan","orphanDependents":true}""",
            422, "Invalid",
            """DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set"""),
        new(
            "delete rv", "DELETE", "{jobs}/pi",
            """{"preconditions":{"resourceVersion":"1"}}""",
            409, "Conflict",
            """Operation cannot be fulfilled on jobs.batch "pi": Precondition failed: ResourceVersion in precondition: 1, ResourceVersion in object meta: {any}"""),
        new(
            "delete dryRun", "DELETE", "{jobs}/pi",
            """{"dryRun":["Some"]}""",
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported values: \"All\""),
        new(
            "delete dryRun q", "DELETE", "{jobs}/pi?dryRun=Some",
            null,
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported values: \"All\""),
        new(
            "delete broken", "DELETE", "{jobs}/pi",
            "{",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type DeleteOptions): couldn't get version/kind; json parse error: unexpected end of JSON input ({)"),
        new(
            "delete kind", "DELETE", "{jobs}/pi",
            """{"apiVersion":"v1","kind":"Pod"}""",
            400, "BadRequest",
            """Pod in version "v1" cannot be handled as a DeleteOptions: converting (v1.Pod) to (core.DeleteOptions): unknown conversion"""),
        new(
            "delete types", "DELETE", "{jobs}/pi",
            """{"gracePeriodSeconds":"soon"}""",
            400, "BadRequest",
            """DeleteOptions in version "" cannot be handled as a DeleteOptions: json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64"""),
        new(
            "delete text", "DELETE", "{jobs}/pi",
            "x",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf") { ContentType = "text/plain" },
        new("delete missing", "DELETE", "{jobs}/missing", null, 404, "NotFound", """jobs.batch "missing" not found"""),
        new("delcol selector", "DELETE", "{jobs}?labelSelector=%3D", null, 400, "BadRequest", "found '=', expected: !, identifier, or 'end of string'"),
        new("delcol field", "DELETE", "{jobs}?fieldSelector=spec.x%3D1", null, 400, "BadRequest", """field label "spec.x" not supported for batchv1.Job"""),
        new("delcol limit", "DELETE", "{jobs}?limit=x", null, 400, "BadRequest", """strconv.ParseInt: parsing "x": invalid syntax"""),
        new(
            "delcol body", "DELETE", "{jobs}",
            "{",
            400, "BadRequest",
            "the object provided is unrecognized (must be of type DeleteOptions): couldn't get version/kind; json parse error: unexpected end of JSON input ({)"),
        new(
            "delcol policy", "DELETE", "{jobs}?propagationPolicy=Sometimes",
            null,
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Sometimes\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\""),
        new(
            "delcol dry", "DELETE", "{jobs}?dryRun=Sometimes",
            null,
            422, "Invalid",
            "DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Sometimes\"]: supported values: \"All\""),
        new(
            "delcol match", "DELETE", "{jobs}?resourceVersionMatch=Exact",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided"""),
    ];
}

namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed lists and watches.</summary>
internal static class BadLists
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "list for object", "POST", "{jobs}",
            """{"apiVersion":"batch/v1","kind":"JobList","items":[]}""",
            400, "BadRequest",
            """JobList in version "v1" cannot be handled as a Job: converting (v1.JobList) to (batch.Job): unknown conversion"""),
        new("list limit=x", "GET", "{jobs}?limit=x", null, 400, "BadRequest", """strconv.ParseInt: parsing "x": invalid syntax"""),
        new("list limit=1.5", "GET", "{jobs}?limit=1.5", null, 400, "BadRequest", """strconv.ParseInt: parsing "1.5": invalid syntax"""),
        new(
            "list limit=99999999999999999999", "GET", "{jobs}?limit=99999999999999999999",
            null,
            400, "BadRequest",
            """strconv.ParseInt: parsing "99999999999999999999": value out of range"""),
        new("list timeoutSeconds=x", "GET", "{jobs}?timeoutSeconds=x", null, 400, "BadRequest", """strconv.ParseInt: parsing "x": invalid syntax"""),
        new(
            "list resourceVersion=x", "GET", "{jobs}?resourceVersion=x",
            null,
            400, "BadRequest",
            """invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax"""),
        new(
            "list resourceVersion=-1", "GET", "{jobs}?resourceVersion=-1",
            null,
            400, "BadRequest",
            """invalid resource version: resourceVersion: Invalid value: "-1": strconv.ParseUint: parsing "-1": invalid syntax"""),
        new(
            "list resourceVersionMatch=Exact", "GET", "{jobs}?resourceVersionMatch=Exact",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided"""),
        new(
            "list resourceVersionMatch=Exact&resourceVersion=0", "GET", "{jobs}?resourceVersionMatch=Exact&resourceVersion=0",
            null,
            422, "Invalid",
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""),
        new(
            "list resourceVersionMatch=Newest&resourceVersion=1", "GET", "{jobs}?resourceVersionMatch=Newest&resourceVersion=1",
            null,
            422, "Invalid",
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Unsupported value: \"Newest\": supported values: \"Exact\", \"NotOlderThan\", \"\""),
        new(
            "list resourceVersionMatch=NotOlderThan&continue=x&resourceVersion", "GET", "{jobs}?resourceVersionMatch=NotOlderThan&continue=x&resourceVersion=1",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided"""),
        new(
            "list sendInitialEvents=true", "GET", "{jobs}?sendInitialEvents=true",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list"""),
        new(
            "list sendInitialEvents=true&resourceVersionMatch=NotOlderThan", "GET", "{jobs}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided, sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list]"""),
        new(
            "list continue=x", "GET", "{jobs}?continue=x",
            null,
            400, "BadRequest",
            "invalid continue token: continue key is not valid: illegal base64 data or structure"),
        new(
            "list continue=bm9uc2Vuc2U", "GET", "{jobs}?continue=bm9uc2Vuc2U",
            null,
            400, "BadRequest",
            "invalid continue token: continue key is not valid: illegal base64 data or structure"),
        new(
            "list continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJ", "GET", "{jobs}?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJ4In0",
            null,
            400, "BadRequest",
            "invalid continue token: continue key is not valid: illegal base64 data or structure"),
        new(
            "list continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwibnMiOm51bGw", "GET", "{jobs}?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwibnMiOm51bGwsIm5hbWUiOm51bGx9",
            null,
            400, "BadRequest",
            "invalid continue token: continue key is not valid: illegal base64 data or structure"),
        new(
            "list continue=e30&resourceVersion=5", "GET", "{jobs}?continue=e30&resourceVersion=5",
            null,
            400, "BadRequest",
            "specifying resource version is not allowed when using continue"),
        new("list labelSelector=%3D", "GET", "{jobs}?labelSelector=%3D", null, 400, "BadRequest", "found '=', expected: !, identifier, or 'end of string'"),
        new(
            "list labelSelector=a%20b", "GET", "{jobs}?labelSelector=a%20b",
            null,
            400, "BadRequest",
            "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
        new(
            "list labelSelector=a%20in%20(", "GET", "{jobs}?labelSelector=a%20in%20(",
            null,
            400, "BadRequest",
            "unable to parse requirement: found '', expected: ',', or identifier"),
        new("list labelSelector=a%20in%20b", "GET", "{jobs}?labelSelector=a%20in%20b", null, 400, "BadRequest", "unable to parse requirement: found 'b' expected: '('"),
        new("list labelSelector=a%3Db%20c", "GET", "{jobs}?labelSelector=a%3Db%20c", null, 400, "BadRequest", "found 'c', expected: ',' or 'end of string'"),
        new(
            "list labelSelector=-a%3Db", "GET", "{jobs}?labelSelector=-a%3Db",
            null,
            400, "BadRequest",
            """unable to parse requirement: <nil>: Invalid value: "-a": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"""),
        new(
            "list labelSelector=a>b", "GET", "{jobs}?labelSelector=a>b",
            null,
            400, "BadRequest",
            """unable to parse requirement: values[0]: Invalid value: "b": for 'Gt', 'Lt' operators, the value must be an integer"""),
        new("list labelSelector=,", "GET", "{jobs}?labelSelector=,", null, 400, "BadRequest", "found ',', expected: !, identifier, or 'end of string'"),
        new("list fieldSelector=spec.x%3D1", "GET", "{jobs}?fieldSelector=spec.x%3D1", null, 400, "BadRequest", """field label "spec.x" not supported for batchv1.Job"""),
        new(
            "list fieldSelector=metadata.name", "GET", "{jobs}?fieldSelector=metadata.name",
            null,
            400, "BadRequest",
            "invalid selector: 'metadata.name'; can't understand 'metadata.name'"),
        new(
            "list fieldSelector=metadata.name%3D%5Cx", "GET", "{jobs}?fieldSelector=metadata.name%3D%5Cx",
            null,
            400, "BadRequest",
            """invalid field selector: invalid escape sequence: \x"""),
        new(
            "list fieldSelector=metadata.name%3E1", "GET", "{jobs}?fieldSelector=metadata.name%3E1",
            null,
            400, "BadRequest",
            "invalid selector: 'metadata.name>1'; can't understand 'metadata.name>1'"),
        new(
            "list includeObject=Everything", "GET", "{jobs}?includeObject=Everything",
            null,
            400, "BadRequest",
            """includeObject: Invalid value: "Everything": must be 'Metadata', 'Object', 'None', or empty""") { Accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json" },
        new(
            "list watch=true&sendInitialEvents=true", "GET", "{jobs}?watch=true&sendInitialEvents=true",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"""),
        new(
            "list watch=true&sendInitialEvents=true&resourceVersionMatch=Exact", "GET", "{jobs}?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact",
            null,
            422, "Invalid",
            "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Unsupported value: \"Exact\": supported values: \"NotOlderThan\""),
        new(
            "list watch=true&resourceVersionMatch=NotOlderThan", "GET", "{jobs}?watch=true&resourceVersionMatch=NotOlderThan",
            null,
            422, "Invalid",
            """ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"""),
        new(
            "list watch=true&resourceVersion=x", "GET", "{jobs}?watch=true&resourceVersion=x",
            null,
            400, "BadRequest",
            """invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax"""),
        new(
            "list watch=true&labelSelector=(", "GET", "{jobs}?watch=true&labelSelector=(",
            null,
            400, "BadRequest",
            "found '(', expected: !, identifier, or 'end of string'"),
        new(
            "list watch=true&timeoutSeconds=soon", "GET", "{jobs}?watch=true&timeoutSeconds=soon",
            null,
            400, "BadRequest",
            """strconv.ParseInt: parsing "soon": invalid syntax"""),
        new("list watch=1&limit=x", "GET", "{jobs}?watch=1&limit=x", null, 400, "BadRequest", """strconv.ParseInt: parsing "x": invalid syntax"""),
    ];
}

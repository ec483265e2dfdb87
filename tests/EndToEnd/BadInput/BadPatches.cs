namespace JobFlows.EndToEnd.BadInput;

/// <summary>Malformed patches.</summary>
internal static class BadPatches
{
    public static readonly IReadOnlyList<BadRequest> All =
    [
        new(
            "patch type", "PATCH", "{jobs}/pi",
            "{}",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml"),
        new(
            "patch no type", "PATCH", "{jobs}/pi",
            "{}",
            415, "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml") { ContentType = "" },
        new("merge broken", "PATCH", "{jobs}/pi", "{", 400, "BadRequest", "error decoding patch: unexpected end of JSON input") { ContentType = MediaTypes.Merge },
        new(
            "merge array", "PATCH", "{jobs}/pi",
            "[]",
            400, "BadRequest",
            "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}") { ContentType = MediaTypes.Merge },
        new(
            "merge name", "PATCH", "{jobs}/pi",
            """{"metadata":{"name":"other"}}""",
            400, "BadRequest",
            "the name of the object (other) does not match the name on the URL (pi)") { ContentType = MediaTypes.Merge },
        new(
            "merge ns", "PATCH", "{jobs}/pi",
            """{"metadata":{"namespace":"other"}}""",
            400, "BadRequest",
            "the namespace of the object (other) does not match the namespace on the request ({ns})") { ContentType = MediaTypes.Merge },
        new(
            "merge stale", "PATCH", "{jobs}/pi",
            """{"metadata":{"resourceVersion":"1"},"spec":{"suspend":false}}""",
            409, "Conflict",
            """Operation cannot be fulfilled on jobs.batch "pi": the object has been modified; please apply your changes to the latest version and try again""") { ContentType = MediaTypes.Merge },
        new(
            "merge immutable", "PATCH", "{jobs}/pi",
            """{"spec":{"completionMode":"Indexed"}}""",
            422, "Invalid",
            """Job.batch "pi" is invalid: spec.completionMode: Invalid value: "Indexed": field is immutable""") { ContentType = MediaTypes.Merge },
        new("merge missing", "PATCH", "{jobs}/missing", "{}", 404, "NotFound", """jobs.batch "missing" not found""") { ContentType = MediaTypes.Merge },
        new(
            "merge force", "PATCH", "{jobs}/pi?force=true",
            "{}",
            422, "Invalid",
            """PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch""") { ContentType = MediaTypes.Merge },
        new(
            "json object", "PATCH", "{jobs}/pi",
            "{}",
            400, "BadRequest",
            "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp") { ContentType = MediaTypes.JsonPatch },
        new("json broken", "PATCH", "{jobs}/pi", "[", 400, "BadRequest", "error decoding patch: unexpected end of JSON input") { ContentType = MediaTypes.JsonPatch },
        new(
            "json bad op", "PATCH", "{jobs}/pi",
            """[{"op":"jump","path":"/spec"}]""",
            422, "Invalid",
            "the server rejected our request due to an error in our request") { ContentType = MediaTypes.JsonPatch },
        new(
            "json no path", "PATCH", "{jobs}/pi",
            """[{"op":"remove"}]""",
            422, "Invalid",
            "the server rejected our request due to an error in our request") { ContentType = MediaTypes.JsonPatch },
        new(
            "json missing path", "PATCH", "{jobs}/pi",
            """[{"op":"remove","path":"/spec/nope"}]""",
            422, "Invalid",
            "the server rejected our request due to an error in our request") { ContentType = MediaTypes.JsonPatch },
        new(
            "json test fails", "PATCH", "{jobs}/pi",
            """[{"op":"test","path":"/spec/parallelism","value":9}]""",
            422, "Invalid",
            "the server rejected our request due to an error in our request") { ContentType = MediaTypes.JsonPatch },
        new(
            "json replace root", "PATCH", "{jobs}/pi",
            """[{"op":"replace","path":"","value":5}]""",
            422, "Invalid",
            """ "" is invalid: patch: Invalid value: "5": json: cannot unmarshal number into Go value of type v1.Job""") { ContentType = MediaTypes.JsonPatch },
        new(
            "json index", "PATCH", "{jobs}/pi",
            """[{"op":"add","path":"/spec/template/spec/containers/7","value":{}}]""",
            422, "Invalid",
            "the server rejected our request due to an error in our request") { ContentType = MediaTypes.JsonPatch },
        new(
            "strategic directive", "PATCH", "{jobs}/pi",
            """{"spec":{"template":{"spec":{"$patch":"explode"}}}}""",
            400, "BadRequest",
            "unknown patch type: explode in map: map[$patch:explode]") { ContentType = MediaTypes.Strategic },
        new(
            "strategic no key", "PATCH", "{jobs}/pi",
            """{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}""",
            400, "BadRequest",
            "map: map[image:x] does not contain declared merge key: name") { ContentType = MediaTypes.Strategic },
        new(
            "strategic type", "PATCH", "{jobs}/pi",
            """{"spec":"x"}""",
            422, "Invalid",
            """ "" is invalid: patch: Invalid value: "map[spec:x]": json: cannot unmarshal string into Go struct field Job.spec of type v1.JobSpec""") { ContentType = MediaTypes.Strategic },
        new(
            "strategic broken", "PATCH", "{jobs}/pi",
            "nope",
            400, "BadRequest",
            "invalid character 'o' in literal null (expecting 'u')") { ContentType = MediaTypes.Strategic },
        new(
            "apply no manager", "PATCH", "{jobs}/pi",
            """{"apiVersion":"batch/v1","kind":"Job"}""",
            422, "Invalid",
            """PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch""") { ContentType = MediaTypes.Apply },
        new(
            "apply no kind", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"metadata":{"name":"pi"}}""",
            400, "BadRequest",
            "invalid object type: /, Kind=") { ContentType = MediaTypes.Apply },
        new(
            "apply wrong kind", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"pi"}}""",
            400, "BadRequest",
            "invalid object type: /v1, Kind=Pod") { ContentType = MediaTypes.Apply },
        new(
            "apply managedFields", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi","managedFields":[{"manager":"x"}]}}""",
            400, "BadRequest",
            "metadata.managedFields must be nil") { ContentType = MediaTypes.Apply },
        new(
            "apply other name", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pj"}}""",
            400, "BadRequest",
            "the name of the object (pj) does not match the name on the URL (pi)") { ContentType = MediaTypes.Apply },
        new(
            "apply unknown", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"nope":1}}""",
            400, "BadRequest",
            "failed to create typed patch object (/pi; batch/v1, Kind=Job): .spec.nope: field not declared in schema") { ContentType = MediaTypes.Apply },
        new(
            "apply dup key", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"template":{"spec":{"containers":[{"name":"c"},{"name":"c"}]}}}}""",
            400, "BadRequest",
            """failed to create typed patch object (/pi; batch/v1, Kind=Job): .spec.template.spec.containers: duplicate entries for key [name="c"]""") { ContentType = MediaTypes.Apply },
        new(
            "apply broken", "PATCH", "{jobs}/pi?fieldManager=m",
            "a: [",
            400, "BadRequest",
            "error decoding YAML: error converting YAML to JSON: yaml: line 2: While parsing a node, did not find expected node content.") { ContentType = MediaTypes.Apply },
        new(
            "apply conflict", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi"},"spec":{"parallelism":3}}""",
            409, "Conflict",
            """Apply failed with 1 conflict: conflict with "creator" using batch/v1: .spec.parallelism""") { ContentType = MediaTypes.Apply },
        new(
            "apply rv", "PATCH", "{jobs}/pi?fieldManager=m",
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"pi","resourceVersion":"1"},"spec":{"backoffLimit":3}}""",
            409, "Conflict",
            """Apply failed with 1 conflict: conflict with "creator" using batch/v1: .spec.backoffLimit""") { ContentType = MediaTypes.Apply },
        new("apply empty", "PATCH", "{jobs}/pi?fieldManager=m", "", 400, "BadRequest", "invalid object type: /, Kind=") { ContentType = MediaTypes.Apply },
    ];
}

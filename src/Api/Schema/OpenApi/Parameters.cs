using System.Text.Json.Nodes;

namespace JobFlows.Api.Schema.OpenApi;

/// <summary>The parameters of operations.</summary>
internal static class Parameters
{
    private static readonly Parameter Pretty = new("pretty", "string", "'true' for indented output.");
    private static readonly Parameter DryRun = new("dryRun", "string", "'All' to only try the request: nothing is stored.");
    private static readonly Parameter FieldManager = new("fieldManager", "string", "Who makes the change, for metadata.managedFields; at most 128 printable characters.");

    private static readonly Parameter FieldValidation = new(
        "fieldValidation", "string", "What becomes of unknown and duplicate fields: Ignore drops them, Warn (the default) drops and reports them, Strict fails.");

    private static readonly Parameter ResourceVersion = new("resourceVersion", "string", "The revision to read, as resourceVersionMatch says, or to watch from.");

    private static readonly IReadOnlyList<Parameter> Selection =
    [
        new("allowWatchBookmarks", "boolean", "Whether a watch may send BOOKMARK events."),
        new("continue", "string", "Where the page begins: metadata.continue of the page before."),
        new("fieldSelector", "string", "Only objects with these field values."),
        new("labelSelector", "string", "Only objects with these labels."),
        new("limit", "integer", "At most so many objects in a page."),
        ResourceVersion,
        new("resourceVersionMatch", "string", "How resourceVersion counts: Exact or NotOlderThan."),
        new("sendInitialEvents", "boolean", "Whether a watch starts with the objects there are."),
        new("timeoutSeconds", "integer", "Ends a list or watch after so many seconds."),
    ];

    private static readonly IReadOnlyList<Parameter> Deletion =
    [
        DryRun,
        new("gracePeriodSeconds", "integer", "Seconds the object may take to end; 0 deletes at once."),
        new("orphanDependents", "boolean", "Deprecated: use propagationPolicy."),
        new("propagationPolicy", "string", "What becomes of dependents: Orphan, Background or Foreground."),
    ];

    private static readonly IReadOnlyList<Parameter> Writing = [DryRun, FieldManager, FieldValidation];

    /// <summary>The query parameters of an action.</summary>
    /// <param name="action">The action, as <c>x-kubernetes-action</c> names it.</param>
    public static IReadOnlyList<Parameter> Of(string action) => action switch
    {
        "list" => [.. Selection, new("watch", "boolean", "Follows changes instead of listing.")],
        "post" or "put" => Writing,
        "patch" => [.. Writing, new("force", "boolean", "For apply: takes fields from other managers instead of failing.")],
        "delete" => Deletion,
        "deletecollection" => [.. Deletion, .. Selection.Where(parameter => parameter.Name != "allowWatchBookmarks")],
        _ => [],
    };

    /// <summary>The parameters that every operation of a path has.</summary>
    public static JsonArray OfPath(string path, OpenApiDialect dialect)
    {
        var result = new JsonArray();
        if (path.Contains("{name}", StringComparison.Ordinal))
        {
            result.Add(new Parameter("name", "string", "The object's name.").ToJson("path", dialect));
        }

        if (path.Contains("{namespace}", StringComparison.Ordinal))
        {
            result.Add(new Parameter("namespace", "string", "The object's namespace.").ToJson("path", dialect));
        }

        result.Add(Pretty.ToJson("query", dialect));
        return result;
    }
}

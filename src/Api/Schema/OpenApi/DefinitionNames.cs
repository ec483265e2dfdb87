namespace JobFlows.Api.Schema.OpenApi;

/// <summary>What upstream calls the definition of a type.</summary>
internal static class DefinitionNames
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    /// <summary>The name, such as <c>io.k8s.api.batch.v1.Job</c>; null for types that have no definition of their own.</summary>
    public static string? Of(TypeSchema schema) => schema.Kind switch
    {
        SchemaKind.Struct => Prefix(schema.Type) + schema.Type.Name,
        SchemaKind.Any => Meta + "FieldsV1",
        SchemaKind.Time => Meta + "Time",
        SchemaKind.MicroTime => Meta + "MicroTime",
        SchemaKind.Quantity => "io.k8s.apimachinery.pkg.api.resource.Quantity",
        SchemaKind.IntOrString => "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
        _ => null,
    };

    /// <summary>The name of the list of a kind.</summary>
    public static string OfList(ServedKind kind) => Prefix(kind.Type) + kind.Resource.Kind + "List";

    private static string Prefix(Type type)
    {
        var space = type.Namespace ?? "";
        var package = space[(space.LastIndexOf('.') + 1)..];
        return package == "Meta" ? Meta : $"io.k8s.api.{package.ToLowerInvariant()}.v1.";
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace JobFlows.Pods.Images;

/// <summary>JSON of the catalogue file. A misspelt field is an error: silently ignoring it would run the wrong thing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

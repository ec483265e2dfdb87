using JobFlows.Domain.Core;
using JobFlows.Domain.Meta;

namespace JobFlows.Workflows.Events;

/// <summary>Makes the <c>involvedObject</c> of events.</summary>
internal static class EventSubject
{
    public static ObjectReference Of(ResourceType type, string @namespace, string name, string uid, string? fieldPath = null) => new()
    {
        ApiVersion = type.ApiVersion,
        Kind = type.Kind,
        Namespace = @namespace,
        Name = name,
        Uid = uid,
        FieldPath = fieldPath,
    };
}
